// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shapes of names; Kubernetes' RFC 1123 rules where a name meets Kubernetes. */
public final class Names {

  /** An RFC 1123 label, as Kubernetes namespaces are named. */
  public static final String LABEL = "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$";

  /** An RFC 1123 subdomain, as most Kubernetes objects are named. */
  public static final String SUBDOMAIN =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  /** An opaque identifier that is safe in file names, headers and Kubernetes labels. */
  public static final String TOKEN = "^[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$";

  private Names() {}

  /**
   * Checks a name.
   *
   * @throws InvalidNameException when the value is missing or does not match
   */
  public static void require(String what, @Nullable String value, String pattern) {
    if (value == null || value.length() > 253 || !Pattern.matches(pattern, value)) {
      throw new InvalidNameException(what, value, pattern);
    }
  }
}
