// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.ManifestArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.sandbox.testing.KafkaTestResource;
import io.slackwater.sandbox.testing.TestHub;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service: its announcements and its tasks, as the hub sees them. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(ClustersTestResource.class)
@NullUnmarked
class DiscoveryServiceIT {

  private static final Duration SOON = Duration.ofMinutes(3);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "slackwater.executor.cluster.east.kubeconfig")
  File kubeconfig;

  private final String namespace = "shop-" + UUID.randomUUID().toString().substring(0, 6);
  private final ApplicationId application = new ApplicationId(TestHub.EAST, namespace, namespace);
  private final RepositoryRef repository = RepositoryRef.of(new LocationName("local"), application);
  private final RunId run = new RunId("run-" + namespace);
  private TestHub hub;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    hub = new TestHub(bootstrapServers);
    client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
  }

  @AfterEach
  void stop() {
    client.namespaces().withName(namespace).delete();
    client.close();
    hub.close();
  }

  @Test
  void protectsAnApplicationAndBringsItBack() {
    SandboxApplication shop = new SandboxApplication(client, namespace);
    shop.start();
    ApplicationDiscovered discovered = discovered();
    await().atMost(SOON).until(() -> namespaces().containsAll(List.of(namespace, "default")));
    DefinitionsArtifact definitions =
        (DefinitionsArtifact)
            succeeded(new TaskSpec.CaptureDefinitions(repository, discovered.scope())).getFirst();
    assertThat(definitions.objects()).isEqualTo(discovered.objects());

    RestorePoint point = restorePoint(discovered, List.of(definitions));
    Artifact manifest = succeeded(new TaskSpec.SealRestorePoint(repository, point)).getFirst();
    assertThat(manifest).isInstanceOf(ManifestArtifact.class);
    assertThat(succeeded(new TaskSpec.SealRestorePoint(repository, point)))
        .as("sealed again")
        .containsExactly(manifest);

    TaskFailed refused =
        failed(restore(definitions, discovered.dataServices(), RestoreStage.PREREQUISITES));
    assertThat(refused.retryable()).isFalse();
    assertThat(refused.reason()).contains(namespace, "nothing was touched");

    shop.destroy();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(hub.announcements(application.key()).getLast())
                    .isEqualTo(new ApplicationRemoved(application)));
    await().atMost(SOON).untilAsserted(() -> assertThat(namespaces()).doesNotContain(namespace));
    for (RestoreStage stage : RestoreStage.values()) {
      assertThat(succeeded(restore(definitions, discovered.dataServices(), stage))).isNotEmpty();
    }
    VerificationArtifact verified =
        (VerificationArtifact)
            succeeded(new TaskSpec.VerifyDefinitions(repository, definitions.snapshot(), target()))
                .getFirst();
    assertThat(verified.checks()).allSatisfy(check -> assertThat(check.held()).isTrue());
  }

  @Test
  void doesNotSealAPointThatNamesWhatIsNotThere() {
    String missing = "0123456789abcdef".repeat(4);
    DefinitionsArtifact gone =
        new DefinitionsArtifact(repository, missing, 1, List.of(), 1, 1, Instant.now());
    TaskFailed failed =
        failed(new TaskSpec.SealRestorePoint(repository, restorePoint(null, List.of(gone))));
    assertThat(failed.reason()).contains(missing, "the definitions");
    assertThat(failed.retryable()).isFalse();
  }

  @Test
  void saysThatThereIsNothingToCapture() {
    TaskFailed failed =
        failed(new TaskSpec.CaptureDefinitions(repository, new Scope(namespace, null)));
    assertThat(failed.reason()).contains(namespace, "does not exist");
    assertThat(failed.retryable()).isFalse();
  }

  private List<String> namespaces() {
    return hub.events(NamespacesListed.class)
        .reduce((earlier, later) -> later)
        .map(NamespacesListed::namespaces)
        .orElse(List.of());
  }

  private ApplicationDiscovered discovered() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(hub.announcements(application.key()))
                    .isNotEmpty()
                    .last()
                    .isInstanceOfSatisfying(
                        ApplicationDiscovered.class,
                        found ->
                            assertThat(found.dataServices())
                                .extracting(DataService::version)
                                .isNotEmpty()
                                .allSatisfy(version -> assertThat(version).startsWith("15"))));
    return (ApplicationDiscovered) hub.announcements(application.key()).getLast();
  }

  private TaskSpec restore(
      DefinitionsArtifact definitions, List<DataService> dataServices, RestoreStage stage) {
    return new TaskSpec.RestoreDefinitions(
        repository, definitions.snapshot(), target(), stage, dataServices);
  }

  private RestoreTarget target() {
    return new RestoreTarget(TestHub.EAST, namespace);
  }

  private RestorePoint restorePoint(ApplicationDiscovered composition, List<Artifact> artifacts) {
    return new RestorePoint(
        new RestorePointId("rp-" + namespace),
        application,
        run,
        null,
        Approach.DATA_SERVICE,
        repository.location(),
        RestorePointState.BUILDING,
        Consistency.CRASH,
        List.of(),
        composition,
        artifacts,
        null,
        Instant.parse("2026-11-22T12:00:00Z"),
        1234,
        567);
  }

  private List<Artifact> succeeded(TaskSpec spec) {
    TaskReport end = ended(spec);
    assertThat(end)
        .as(() -> end instanceof TaskFailed failed ? failed.reason() : "")
        .isInstanceOf(TaskSucceeded.class);
    return ((TaskSucceeded) end).artifacts();
  }

  private TaskFailed failed(TaskSpec spec) {
    TaskReport end = ended(spec);
    assertThat(end).isInstanceOf(TaskFailed.class);
    return (TaskFailed) end;
  }

  private TaskReport ended(TaskSpec spec) {
    TaskPlanned task =
        new TaskPlanned(
            new TaskId(UUID.randomUUID().toString()),
            run,
            application,
            new RestorePointId("rp-" + namespace),
            "Namespace/" + namespace,
            1,
            spec,
            Instant.now().plus(Duration.ofMinutes(10)));
    hub.dispatch(task);
    await().atMost(SOON).until(() -> hub.reports(task.task()).stream().anyMatch(TestHub::ends));
    return hub.reports(task.task()).stream().filter(TestHub::ends).findFirst().orElseThrow();
  }
}
