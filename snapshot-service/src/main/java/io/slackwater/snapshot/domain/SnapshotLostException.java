// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/** The storage system does not know a snapshot's handle any more. */
public final class SnapshotLostException extends VolumeException {

  private static final long serialVersionUID = 1L;

  /** Of the claim's snapshot, with what the storage said. */
  public SnapshotLostException(String claim, String driver, String handle, String said) {
    super(
        ("claim '%s': the storage of driver '%s' cannot find the snapshot with handle '%s' (%s); it"
                + " was deleted outside of Slackwater or belongs to another storage system. An"
                + " export of the volume can be used instead, if the restore point has one:"
                + " request the restore with source EXPORT")
            .formatted(claim, driver, handle, said),
        false);
  }
}
