// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/** The API server did not say whether it makes a VolumeSnapshot: it may still come to be. */
public final class CutUnknownException extends VolumeException {

  private static final long serialVersionUID = 1L;

  private final String snapshot;

  /** Of a VolumeSnapshot of a claim. */
  public CutUnknownException(String claim, String snapshot, String why) {
    super(
        "claim '%s': the API server did not say whether VolumeSnapshot '%s' was made: %s"
            .formatted(claim, snapshot, why),
        true);
    this.snapshot = snapshot;
  }

  /** The VolumeSnapshot's name. */
  public String snapshot() {
    return snapshot;
  }
}
