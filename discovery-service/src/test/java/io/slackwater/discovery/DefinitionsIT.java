// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.artifact.VerificationArtifact.Check;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.discovery.application.CaptureDefinitions;
import io.slackwater.discovery.application.CaptureTags;
import io.slackwater.discovery.application.NamespaceInTheWayException;
import io.slackwater.discovery.application.Patience;
import io.slackwater.discovery.application.RestoreDefinitions;
import io.slackwater.discovery.application.Restoring;
import io.slackwater.discovery.application.VerifyDefinitions;
import io.slackwater.discovery.kubernetes.KubernetesClusterApi;
import io.slackwater.discovery.persistence.RepositoryDefinitions;
import io.slackwater.sandbox.testing.TestCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capture, disaster, restore and verification in a cluster whose pods run. */
class DefinitionsIT {

  private static final ClusterId EAST = new ClusterId("east");
  private static final RunId RESTORE = new RunId("restore-1");

  private static TestCluster cluster;

  private final Path directory;

  DefinitionsIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void start() {
    cluster = TestCluster.start("east");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void bringsAnApplicationBackAfterItsNamespaceIsGone() throws InterruptedException {
    SandboxApplication shop = application("shop");
    DefinitionsArtifact captured = capture("shop");
    assertThat(captured.kinds())
        .contains("apps/v1/StatefulSet", "shop.example.org/v1/Discount", "v1/Secret")
        .doesNotContain("v1/Pod", "apps/v1/ReplicaSet");
    assertThat(captured.storedBytes()).isPositive();

    shop.destroy();
    restore(captured, shop, "shop");

    VerificationArtifact verification = verify(captured, "shop");
    assertThat(failures(verification)).isEmpty();
    assertThat(verification.checks()).extracting(Check::name).contains("Discount/november");

    assertThat(restore(captured, shop, "shop")).as("repeated").isNotEmpty();

    cluster
        .client()
        .configMaps()
        .inNamespace("shop")
        .withName("web")
        .edit(m -> new ConfigMapBuilder(m).addToData("greeting", "bye").build());
    cluster.client().secrets().inNamespace("shop").withName("database").delete();
    assertThat(failures(verify(captured, "shop")))
        .containsExactlyInAnyOrder(
            "ConfigMap/web: differs at /data/greeting changed", "Secret/database: it is not there");
  }

  @Test
  void bringsAnApplicationIntoAnotherNamespaceBesideTheFirst() throws InterruptedException {
    SandboxApplication first = application("first");
    DefinitionsArtifact captured = capture("first");
    restore(captured, first, "second");
    assertThat(failures(verify(captured, "second"))).isEmpty();
    assertThat(failures(verify(captured, "first"))).isEmpty();
    assertThat(
            cluster
                .client()
                .rbac()
                .roleBindings()
                .inNamespace("second")
                .withName("web")
                .get()
                .getSubjects()
                .getFirst()
                .getNamespace())
        .isEqualTo("second");
  }

  @Test
  void refusesANamespaceThatExistsAndTouchesNothing() {
    SandboxApplication there = application("there");
    DefinitionsArtifact captured = capture("there");
    List<String> before = there.versions();
    for (RestoreStage stage : RestoreStage.values()) {
      assertThatThrownBy(() -> stage(captured, there, "there", stage))
          .isInstanceOf(NamespaceInTheWayException.class);
    }
    assertThat(there.versions()).isEqualTo(before);
    assertThat(cluster.client().namespaces().withName("there").get().getMetadata().getLabels())
        .doesNotContainKey("slackwater.io/restored-by");
  }

  @Test
  void capturesOnlyWhatASelectorSelectsAndWhatThatNeeds() {
    application("split");
    ApplicationId application = new ApplicationId(EAST, "split", "web");
    DefinitionsArtifact captured =
        new CaptureDefinitions(store(), Clock.systemUTC())
            .run(
                RepositoryRef.of(new LocationName("local"), application),
                new Scope("split", "app=web"),
                tags(application),
                new KubernetesClusterApi(cluster.client()),
                new TestWork());
    assertThat(captured.kinds())
        .contains("apps/v1/Deployment", "v1/PersistentVolumeClaim", "v1/Service")
        .doesNotContain("apps/v1/StatefulSet", "split.example.org/v1/Discount");
  }

  private SandboxApplication application(String namespace) {
    SandboxApplication application = new SandboxApplication(cluster.client(), namespace);
    application.start();
    return application;
  }

  private DefinitionsArtifact capture(String namespace) {
    ApplicationId application = new ApplicationId(EAST, namespace, namespace);
    return new CaptureDefinitions(store(), Clock.systemUTC())
        .run(
            RepositoryRef.of(new LocationName("local"), application),
            new Scope(namespace, null),
            tags(application),
            new KubernetesClusterApi(cluster.client()),
            new TestWork());
  }

  private Map<String, Long> restore(
      DefinitionsArtifact captured, SandboxApplication application, String namespace)
      throws InterruptedException {
    Map<String, Long> restored = new java.util.TreeMap<>();
    for (RestoreStage stage : RestoreStage.values()) {
      restored.putAll(stage(captured, application, namespace, stage));
    }
    return restored;
  }

  private Map<String, Long> stage(
      DefinitionsArtifact captured,
      SandboxApplication application,
      String namespace,
      RestoreStage stage)
      throws InterruptedException {
    Patience patience =
        new Patience(Duration.ofMinutes(3), Duration.ofMinutes(1), Duration.ofMillis(200));
    Restoring restoring =
        new Restoring(
            RESTORE,
            captured.repository(),
            captured.snapshot(),
            new RestoreTarget(EAST, namespace),
            stage,
            List.of(application.dataService()));
    Map<String, Long> restored = new java.util.TreeMap<>();
    new RestoreDefinitions(store(), patience)
        .run(restoring, new KubernetesClusterApi(cluster.client()), new TestWork())
        .forEach(artifact -> restored.put(artifact.component(), artifact.logicalBytes()));
    return restored;
  }

  private VerificationArtifact verify(DefinitionsArtifact captured, String namespace) {
    return new VerifyDefinitions(store())
        .run(
            captured.repository(),
            captured.snapshot(),
            new RestoreTarget(EAST, namespace),
            new KubernetesClusterApi(cluster.client()),
            new TestWork());
  }

  private RepositoryDefinitions store() {
    return new RepositoryDefinitions(new DirectoryRepositories(directory));
  }

  private static List<String> failures(VerificationArtifact verification) {
    return verification.checks().stream()
        .filter(check -> !check.held())
        .map(check -> check.name() + ": " + check.finding())
        .toList();
  }

  private static CaptureTags tags(ApplicationId application) {
    return new CaptureTags(
        new TaskId("task-" + application.namespace()),
        new RunId("backup-1"),
        new RestorePointId("rp-1"),
        application);
  }
}
