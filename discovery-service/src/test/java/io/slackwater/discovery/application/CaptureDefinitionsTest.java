// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.discovery.Shop;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CaptureDefinitionsTest {

  private final MemoryDefinitions store = new MemoryDefinitions();
  private final FakeCluster cluster = new FakeCluster(Shop.objects());

  @Test
  void keepsObjectsWholeAndSaysWhatThereIs() {
    DefinitionsArtifact artifact = Fixture.capture(store, cluster);
    assertThat(Objects.requireNonNull(store.captures.get(artifact.snapshot())).objects())
        .containsExactlyInAnyOrderElementsOf(Shop.captured());
    assertThat(artifact.objects()).isEqualTo(Shop.captured().size());
    assertThat(artifact.kinds())
        .contains("apps/v1/StatefulSet", "v1/Secret", "shop.example.org/v1/Discount")
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(artifact.capturedAt()).isEqualTo(Fixture.CLOCK.instant());
  }

  @Test
  void laterAttemptTakesOverWhatAnEarlierOneStored() {
    DefinitionsArtifact first = Fixture.capture(store, cluster);
    assertThat(Fixture.capture(store, cluster)).isEqualTo(first);
    assertThat(store.captures).hasSize(1);
  }

  @Test
  void goesOnWithoutAnotherServersApiAndSaysWhich() {
    cluster.silence("metrics.example.org", "Sample", true);
    DefinitionsArtifact artifact = Fixture.capture(store, cluster);
    assertThat(
            Objects.requireNonNull(store.captures.get(artifact.snapshot())).index().notCaptured())
        .containsExactly("metrics.example.org/v1");
  }

  @Test
  void failsWhenThePartOfTheApiThatTheClusterServesDoesNotAnswer() {
    cluster.silence("", "ConfigMap", false);
    assertThatThrownBy(() -> Fixture.capture(store, cluster))
        .isInstanceOfSatisfying(
            ClusterUnavailableException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("configmaps");
    assertThat(store.captures).isEmpty();
  }

  @Test
  void failsWhenTheNamespaceIsGone() {
    cluster.deleteNamespace("shop");
    assertThatThrownBy(() -> Fixture.capture(store, cluster))
        .isInstanceOf(NothingToCaptureException.class)
        .hasMessageContaining("shop");
  }

  @Test
  void failsWhenTheSelectorSelectsNothing() {
    CaptureDefinitions capture = new CaptureDefinitions(store, Fixture.CLOCK);
    Scope scope = new Scope("shop", "app=none");
    assertThatThrownBy(
            () ->
                capture.run(
                    Fixture.REPOSITORY, scope, Fixture.tags("task-1"), cluster, new Fixture()))
        .isInstanceOf(NothingToCaptureException.class)
        .hasMessageContaining("app=none");
  }
}
