// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final ObjectKey KEY = new ObjectKey("", "configmaps", "default", "a");

  private static History with(int capacity, int changes) {
    History history = new History(capacity, 100);
    for (int i = 1; i <= changes; i++) {
      history.add(new Change(100 + i, Change.Kind.MODIFIED, KEY, Json.object(), Json.object()));
    }
    return history;
  }

  @Test
  void givesWhatCameAfterARevision() throws Exception {
    assertThat(with(10, 5).after(103, Duration.ZERO))
        .extracting(Change::revision)
        .containsExactly(104L, 105L);
  }

  @Test
  void givesNothingWhenNothingComesInTime() throws Exception {
    assertThat(with(10, 5).after(105, Duration.ofMillis(1))).isEmpty();
  }

  @Test
  void refusesRevisionsThatItHasForgotten() {
    History history = with(4, 20);
    assertThatThrownBy(() -> history.after(105, Duration.ZERO))
        .isInstanceOfSatisfying(ApiException.class, gone -> assertThat(gone.code()).isEqualTo(410));
  }

  @Test
  void keepsAtLeastItsCapacity() throws Exception {
    assertThat(with(4, 20).after(116, Duration.ZERO)).hasSize(4);
  }

  @Test
  void refusesRevisionsFromBeforeItsStart() {
    assertThatThrownBy(() -> with(10, 1).requireSince(99)).isInstanceOf(ApiException.class);
  }
}
