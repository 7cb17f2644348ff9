// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

/** Where a restore takes the data from. */
public enum RestoreSource {
  /**
   * Volumes as they were at the cut, by the snapshot while it exists, else by the export; dumps for
   * the data services whose volumes were not captured.
   */
  BEST,
  /** The export in the repository, though a snapshot may exist. */
  EXPORT,
  /**
   * The dump of each data service that has one, into empty claims; other volumes as {@link #BEST}.
   */
  DUMP
}
