// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/** One line that a mover wrote on its output. */
public sealed interface MoverLine {

  /** How far it is. Sizes in bytes; the total grows while the mover still looks around. */
  record Status(long doneBytes, long totalBytes) implements MoverLine {}

  /**
   * A backup is done.
   *
   * @param snapshot the repository's snapshot id
   * @param logicalBytes bytes of the files
   * @param storedBytes bytes added to the repository
   */
  record BackupSummary(String snapshot, long files, long logicalBytes, long storedBytes)
      implements MoverLine {}

  /** A restore is done. */
  record RestoreSummary(long files, long restoredBytes) implements MoverLine {}

  /** Something could not be read, and the snapshot will lack it; the mover's own words. */
  record Unread(String message) implements MoverLine {}

  /** The mover gave up; its own words. */
  record Complaint(String message) implements MoverLine {}

  /** Anything else. */
  record Other(String text) implements MoverLine {}
}
