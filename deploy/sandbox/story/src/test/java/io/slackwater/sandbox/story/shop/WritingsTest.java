// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WritingsTest {

  private static final Instant CUT = Instant.parse("2026-01-01T00:00:10Z");
  private static final Writings WRITTEN = visits(new Writings.Life(9, 1, 9, CUT.plusSeconds(3)));
  private static final Writings COMMITTED = visits(new Writings.Life(5, 1, 5, CUT));

  private static Writings visits(Writings.Life life) {
    return new Writings(Set.of(), Set.of(), Map.of("a", life));
  }

  @Test
  void ordersAreWholeWhenEachHasFileAndRow() {
    assertThat(new Writings(Set.of("1", "2"), Set.of("2", "1"), Map.of()).halfOrders()).isEmpty();
  }

  @Test
  void tellsFilesWithoutRowsAndRowsWithoutFiles() {
    assertThat(new Writings(Set.of("1", "2"), Set.of("2", "3"), Map.of()).halfOrders())
        .containsExactly("1 has no row", "the row of 3 has no file");
  }

  @Test
  void takesWhatWasCommittedAndAnythingUpToTheCut() {
    for (long rows : new long[] {5, 6}) {
      Writings restored = visits(new Writings.Life(rows, 1, rows, CUT));
      assertThat(restored.visitsThatAreNoPrefix(WRITTEN, COMMITTED, CUT)).isEmpty();
    }
  }

  @Test
  void lifeAfterTheRestoreIsNotAskedFor() {
    Writings.Life later = new Writings.Life(2, 1, 2, CUT.plusSeconds(100));
    Writings restored =
        new Writings(Set.of(), Set.of(), Map.of("a", new Writings.Life(5, 1, 5, CUT), "b", later));
    assertThat(restored.visitsThatAreNoPrefix(WRITTEN, COMMITTED, CUT)).isEmpty();
  }

  @Test
  void tellsALostVisit() {
    assertThat(
            visits(new Writings.Life(4, 1, 4, CUT)).visitsThatAreNoPrefix(WRITTEN, COMMITTED, CUT))
        .containsExactly("life a: 4 visits of 5 are there");
  }

  @Test
  void tellsAGap() {
    assertThat(
            visits(new Writings.Life(5, 1, 6, CUT)).visitsThatAreNoPrefix(WRITTEN, COMMITTED, CUT))
        .containsExactly("life a: 5 visits from 1 to 6");
  }

  @Test
  void tellsAVisitAfterTheCut() {
    assertThat(
            visits(new Writings.Life(7, 1, 7, CUT.plusSeconds(1)))
                .visitsThatAreNoPrefix(WRITTEN, COMMITTED, CUT))
        .containsExactly(
            "life a: a visit of 2026-01-01T00:00:11Z is later than the cut at 2026-01-01T00:00:10Z");
  }

  @Test
  void tellsALifeThatIsGone() {
    assertThat(
            new Writings(Set.of(), Set.of(), Map.of())
                .visitsThatAreNoPrefix(WRITTEN, COMMITTED, CUT))
        .containsExactly("life a: all of 5 visits are gone");
  }
}
