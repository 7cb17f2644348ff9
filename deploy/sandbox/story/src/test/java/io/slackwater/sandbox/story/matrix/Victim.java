// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

/** What dies. */
enum Victim {
  /** The process of the coordinator. */
  SNAPSHOT_SERVICE("snapshot-service"),
  /** The process of the participant. */
  DUMP_SERVICE("dump-service"),
  CATALOG_SERVICE("catalog-service"),
  BROKER("broker"),
  API_SERVER("API server"),
  /** The connections that barriers are kept up by, at the side of the coordinator. */
  SESSIONS("sessions' connections"),
  /** The shells of the hold's sessions in their pods. */
  SHELLS("shells in the pods"),
  /** The database's process that has the hold's locks; the whole server recovers then. */
  BACKEND("database's backend"),
  /** Between coordinator and cluster nothing gets through, and nobody is told. */
  NETWORK("network cut for 12 s");

  private final String title;

  Victim(String title) {
    this.title = title;
  }

  /** As the table of docs/hold-kills.md names it. */
  String title() {
    return title;
  }
}
