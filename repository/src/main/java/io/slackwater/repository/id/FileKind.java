// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.id;

/** The kinds of files in a repository, with the folder that each lies in. */
public enum FileKind {
  CONFIG("config"),
  KEY("keys"),
  LOCK("locks"),
  SNAPSHOT("snapshots"),
  INDEX("index"),
  PACK("data");

  private final String folder;

  FileKind(String folder) {
    this.folder = folder;
  }

  /** Returns the folder's name below the repository; for the config, the file's own name. */
  public String folder() {
    return folder;
  }
}
