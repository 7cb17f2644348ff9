// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.snapshot.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotPlanTest {

  private static final SnapshotClass ONLY = new SnapshotClass("only", Samples.DRIVER, false);
  private static final SnapshotClass MARKED = new SnapshotClass("marked", Samples.DRIVER, true);
  private static final SnapshotClass OTHER = new SnapshotClass("other", "other.driver", true);

  @Test
  void takesTheOnlyClassOfTheDriver() {
    assertThat(plan(List.of(OTHER, ONLY), bound("data")).classes()).containsEntry("data", ONLY);
  }

  @Test
  void prefersTheDefaultClassOfTheDriver() {
    assertThat(plan(List.of(ONLY, MARKED), bound("data")).classes()).containsEntry("data", MARKED);
  }

  @Test
  void refusesToGuessBetweenClasses() {
    SnapshotClass second = new SnapshotClass("second", Samples.DRIVER, false);

    assertThatExceptionOfType(PreflightFailedException.class)
        .isThrownBy(() -> plan(List.of(ONLY, second), bound("data")))
        .withMessageContaining("[only, second]")
        .withMessageContaining("is-default-class");
  }

  @Test
  void namesEveryFault() {
    ClaimView pending = new ClaimView("shop", "pending", "Pending", null, null, Map.of(), null);
    ClaimView plain = new ClaimView("shop", "plain", "Bound", "pv-plain", null, Map.of(), null);
    ClaimView foreign = new ClaimView("shop", "foreign", "Bound", "pv", "no.class", Map.of(), null);

    assertThatExceptionOfType(PreflightFailedException.class)
        .isThrownBy(
            () -> plan(List.of(ONLY), bound("data"), pending, plain, foreign, absent("gone")))
        .withMessageContaining("'shop/pending' is Pending")
        .withMessageContaining("'shop/plain' is bound to volume 'pv-plain', which is not of a CSI")
        .withMessageContaining("driver 'no.class', for which the cluster has no")
        .withMessageContaining("'shop/gone' does not exist")
        .matches(failure -> !failure.retryable());
  }

  @Test
  void mayBeTriedAgainWhenClaimsAreOnlyNotBoundYet() {
    ClaimView pending = new ClaimView("shop", "pending", "Pending", null, null, Map.of(), null);

    assertThatExceptionOfType(PreflightFailedException.class)
        .isThrownBy(() -> plan(List.of(ONLY), pending))
        .matches(VolumeException::retryable);
  }

  private static SnapshotPlan plan(List<SnapshotClass> classes, ClaimView... views) {
    Map<String, ClaimView> found = new HashMap<>();
    List<VolumeClaim> wanted = new ArrayList<>();
    for (ClaimView view : views) {
      wanted.add(Samples.claim(view.name()));
      if (!view.phase().equals("Absent")) {
        found.put(view.name(), view);
      }
    }
    return SnapshotPlan.of("shop", wanted, found, classes);
  }

  private static ClaimView bound(String name) {
    return view(name, "Bound", Samples.DRIVER);
  }

  private static ClaimView absent(String name) {
    return view(name, "Absent", null);
  }

  private static ClaimView view(String name, String phase, @Nullable String driver) {
    return new ClaimView("shop", name, phase, "pv-" + name, driver, Map.of(), null);
  }
}
