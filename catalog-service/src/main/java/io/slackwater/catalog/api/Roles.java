// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

/** The roles that tokens carry. Each may do what those before it may. */
final class Roles {
  static final String VIEWER = "slackwater-viewer";
  static final String OPERATOR = "slackwater-operator";
  static final String ADMIN = "slackwater-admin";

  private Roles() {}
}
