// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

/** The roles of bearer tokens. */
public final class Roles {

  /** May look. */
  public static final String VIEWER = "slackwater-viewer";

  /** May also run, pause and resume. */
  public static final String OPERATOR = "slackwater-operator";

  /** May also make, change and delete. */
  public static final String ADMIN = "slackwater-admin";

  private Roles() {}
}
