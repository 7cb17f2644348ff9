// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

/** Where a restore takes volumes from. */
public enum RestoreSource {
  /** The snapshot while it exists, else the export. */
  BEST,
  /** The export in the repository, though a snapshot may exist. */
  EXPORT
}
