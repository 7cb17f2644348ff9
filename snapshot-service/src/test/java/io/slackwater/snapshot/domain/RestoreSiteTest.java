// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.snapshot.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreSiteTest {

  private static final Map<String, StorageClassView> CLASSES =
      Map.of("fast", new StorageClassView("fast", Samples.DRIVER, false));
  private static final VolumeSource SNAPSHOT = new VolumeSource.Snapshot(Samples.snapshot("data"));

  @Test
  void acceptsAnEmptyNamespace() {
    RestoreSite site = new RestoreSite("shop", true, Map.of(), CLASSES);

    assertThatCode(() -> site.check(Samples.attempt(1), List.of(SNAPSHOT)))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAForeignClaimByName() {
    RestoreSite site = site(Map.of("app", "shop"));

    assertThatExceptionOfType(PreflightFailedException.class)
        .isThrownBy(() -> site.check(Samples.attempt(1), List.of(SNAPSHOT)))
        .withMessageContaining("'shop/data' exists already")
        .matches(failure -> !failure.retryable());
  }

  @Test
  void goesOnWithAClaimThatAnOlderAttemptMade() {
    RestoreSite site = site(Samples.attempt(1).marks());

    assertThatCode(() -> site.check(Samples.attempt(2), List.of(SNAPSHOT)))
        .doesNotThrowAnyException();
  }

  @Test
  void namesEveryFault() {
    ExportArtifact block =
        new ExportArtifact(
            Samples.claim("raw", "Block"), Samples.REPOSITORY, "ab", 1, 1, 1, Instant.EPOCH);
    RestoreSite site = new RestoreSite("shop", false, Map.of(), Map.of());

    assertThatExceptionOfType(PreflightFailedException.class)
        .isThrownBy(
            () -> site.check(Samples.attempt(1), List.of(SNAPSHOT, new VolumeSource.Export(block))))
        .withMessageContaining("namespace 'shop' does not exist")
        .withMessageContaining("claim 'data' wants storage class 'fast'")
        .withMessageContaining("claim 'raw' is a block volume");
  }

  @Test
  void refusesASnapshotOfAnotherStorage() {
    RestoreSite site =
        new RestoreSite(
            "shop", true, Map.of(), Map.of("fast", new StorageClassView("fast", "b.csi", true)));

    assertThatExceptionOfType(PreflightFailedException.class)
        .isThrownBy(() -> site.check(Samples.attempt(1), List.of(SNAPSHOT)))
        .withMessageContaining("source EXPORT");
  }

  private static RestoreSite site(Map<String, String> labels) {
    ClaimView view = new ClaimView("shop", "data", "Bound", "pv", Samples.DRIVER, labels, null);
    return new RestoreSite("shop", true, Map.of("data", view), CLASSES);
  }
}
