// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WritingsTest {

  private static final Writings WRITTEN = visits(new Writings.Life(9, 1, 9));
  private static final Writings COMMITTED = visits(new Writings.Life(5, 1, 5));

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
  void ordersAreThoseThatWereCommitted() {
    Writings restored = new Writings(Set.of(), Set.of("1", "2"), Map.of());
    assertThat(restored.ordersOtherThan(evidence("1", "2"))).isEmpty();
    assertThat(restored.ordersOtherThan(evidence("2", "3")))
        .containsExactly("the row of 3 is gone", "the row of 1 was committed after the cut");
  }

  @Test
  void anyPrefixDoesThatHasWhatIsSure() {
    for (long rows : new long[] {5, 6, 9}) {
      Writings restored = visits(new Writings.Life(rows, 1, rows));
      assertThat(restored.visitsThatAreNoPrefix(WRITTEN, COMMITTED)).isEmpty();
    }
    assertThat(visits(new Writings.Life(10, 1, 10)).visitsThatAreNoPrefix(WRITTEN, COMMITTED))
        .containsExactly("life a: more visits than were written");
  }

  @Test
  void visitThatWaitedAtTheBarrierIsOneTooMany() {
    assertThat(visits(new Writings.Life(5, 1, 5)).visitsOtherThan(WRITTEN, COMMITTED)).isEmpty();
    assertThat(visits(new Writings.Life(6, 1, 6)).visitsOtherThan(WRITTEN, COMMITTED))
        .containsExactly("life a: 1 visits were committed after the cut");
  }

  @Test
  void lifeThatBeganAfterTheCutMustNotBeThere() {
    Writings none = new Writings(Set.of(), Set.of(), Map.of());
    assertThat(none.visitsOtherThan(WRITTEN, none)).isEmpty();
    assertThat(visits(new Writings.Life(1, 1, 1)).visitsOtherThan(WRITTEN, none))
        .containsExactly("life a: 1 visits were committed after the cut");
  }

  @Test
  void lifeAfterTheRestoreIsNotAskedFor() {
    Writings restored =
        new Writings(
            Set.of(),
            Set.of(),
            Map.of("a", new Writings.Life(5, 1, 5), "b", new Writings.Life(2, 1, 2)));
    assertThat(restored.visitsOtherThan(WRITTEN, COMMITTED)).isEmpty();
  }

  @Test
  void tellsALostVisit() {
    assertThat(visits(new Writings.Life(4, 1, 4)).visitsThatAreNoPrefix(WRITTEN, COMMITTED))
        .containsExactly("life a: 4 visits of 5 are there");
  }

  @Test
  void tellsAGap() {
    assertThat(visits(new Writings.Life(5, 1, 6)).visitsThatAreNoPrefix(WRITTEN, COMMITTED))
        .containsExactly("life a: 5 visits from 1 to 6");
  }

  @Test
  void tellsALifeThatIsGone() {
    assertThat(new Writings(Set.of(), Set.of(), Map.of()).visitsThatAreNoPrefix(WRITTEN, COMMITTED))
        .containsExactly("life a: 0 visits of 5 are there");
  }

  private static Evidence evidence(String... files) {
    Map<Long, Evidence.Order> orders = new HashMap<>();
    for (String file : files) {
      orders.put((long) orders.size(), new Evidence.Order(file, "", ""));
    }
    return new Evidence(orders, "");
  }
}
