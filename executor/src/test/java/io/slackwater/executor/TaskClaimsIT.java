// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.sandbox.testing.KafkaTestResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may work on an attempt that is delivered twice. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(ClusterTestResource.class)
@NullUnmarked
class TaskClaimsIT {

  private static final ApplicationId SHOP = ApplicationId.parse("east/shop/shop");

  @Inject TaskClaims claims;
  @Inject Clusters clusters;

  private final String task = UUID.randomUUID().toString();

  @BeforeEach
  void namespace() {
    clusters.ensureNamespace(SHOP.cluster());
  }

  @Test
  void succeedsAClaimantThatDiedBeforeItsAcceptanceWasAcknowledged() throws Exception {
    claimedByAnother(1, false);

    assertThat(claims.claim(attempt(1))).isTrue();
    assertThat(claims.confirm(attempt(1))).isTrue();
  }

  @Test
  void leavesAnAttemptToWhoeverAcceptedIt() throws Exception {
    claimedByAnother(1, true);

    assertThat(claims.claim(attempt(1))).isFalse();
  }

  @Test
  void takesTheNextAttemptFromWhoeverAcceptedTheLast() throws Exception {
    claimedByAnother(1, true);

    assertThat(claims.claim(attempt(2))).isTrue();
    assertThat(claims.claim(attempt(1))).isFalse();
  }

  @Test
  void claimsOnceWhatArrivesTwice() throws Exception {
    assertThat(claims.claim(attempt(1))).isTrue();
    assertThat(claims.claim(attempt(1))).isFalse();
  }

  @Test
  void doesNotConfirmWhatAnotherTookMeanwhile() throws Exception {
    assertThat(claims.claim(attempt(1))).isTrue();
    clusters
        .client(SHOP.cluster())
        .leases()
        .inNamespace(clusters.namespace())
        .withName("slackwater-task-" + task)
        .edit(
            lease ->
                new LeaseBuilder(lease).editSpec().withHolderIdentity("other").endSpec().build());

    assertThat(claims.confirm(attempt(1))).isFalse();
  }

  private void claimedByAnother(int attempt, boolean accepted) {
    clusters
        .client(SHOP.cluster())
        .leases()
        .inNamespace(clusters.namespace())
        .resource(
            new LeaseBuilder()
                .withNewMetadata()
                .withName("slackwater-task-" + task)
                .withNamespace(clusters.namespace())
                .addToAnnotations("slackwater.io/attempt", String.valueOf(attempt))
                .addToAnnotations("slackwater.io/accepted", String.valueOf(accepted))
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity("executor-that-died")
                .endSpec()
                .build())
        .create();
  }

  private TaskPlanned attempt(int attempt) {
    return new TaskPlanned(
        new TaskId(task),
        new RunId("run-1"),
        SHOP,
        new RestorePointId("rp-1"),
        "definitions",
        attempt,
        new TaskSpec.CaptureDefinitions(
            RepositoryRef.of(new LocationName("primary"), SHOP), new Scope("shop", null)),
        Instant.now().plusSeconds(300));
  }
}
