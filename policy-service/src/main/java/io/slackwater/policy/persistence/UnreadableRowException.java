// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.policy.domain.PolicyException;

/** A row holds what this version cannot read; it was written by a newer one, or changed by hand. */
final class UnreadableRowException extends PolicyException {

  private static final long serialVersionUID = 1L;

  UnreadableRowException(String table, String id, String why) {
    super("the row %s of table %s cannot be read: %s".formatted(id, table, why));
  }

  UnreadableRowException(String table, String id, Throwable cause) {
    super("the row %s of table %s cannot be read".formatted(id, table), cause);
  }
}
