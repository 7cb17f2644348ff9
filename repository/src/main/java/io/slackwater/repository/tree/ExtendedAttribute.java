// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import java.util.Base64;

/**
 * An extended attribute of a file; access control lists are among them.
 *
 * @param name for example {@code user.comment} or {@code system.posix_acl_access}
 * @param base64 its value
 */
public record ExtendedAttribute(String name, String base64) {

  static ExtendedAttribute of(String name, byte[] value) {
    return new ExtendedAttribute(name, Base64.getEncoder().encodeToString(value));
  }

  /** Returns the bytes of the value. */
  public byte[] value() {
    return Base64.getDecoder().decode(base64);
  }
}
