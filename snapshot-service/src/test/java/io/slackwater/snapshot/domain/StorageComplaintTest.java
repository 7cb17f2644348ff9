// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorageComplaintTest {

  @Test
  void knowsHowDriversSayThatASnapshotIsGone() {
    assertThat(
            StorageComplaint.isUnknownSnapshot(
                "rpc error: code = NotFound desc = Snapshot ID 0001 not found"))
        .isTrue();
    assertThat(
            StorageComplaint.isUnknownSnapshot(
                "failed to provision: snapshot snap-1 does not exist"))
        .isTrue();
    assertThat(StorageComplaint.isUnknownSnapshot("there is no snapshot with the handle s-1"))
        .isTrue();
  }

  @Test
  void doesNotTakeOtherTroubleForIt() {
    assertThat(StorageComplaint.isUnknownSnapshot("rpc error: code = ResourceExhausted")).isFalse();
    assertThat(StorageComplaint.isUnknownSnapshot("node not found")).isFalse();
  }
}
