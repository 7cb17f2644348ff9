// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.ApplicationEvent;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.InventoryEvent;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.application.Workload;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.discovery.application.ApplicationAnnouncer;
import io.slackwater.discovery.application.Changes;
import io.slackwater.discovery.application.DescribeApplication;
import io.slackwater.discovery.application.DiscoverApplications;
import io.slackwater.discovery.application.DiscoveryLoop;
import io.slackwater.discovery.kubernetes.ClusterInformers;
import io.slackwater.discovery.kubernetes.DataServiceProber;
import io.slackwater.sandbox.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Discovery of what runs in a cluster, through its informers. */
class DiscoveryIT {

  private static final ClusterId EAST = new ClusterId("east");
  private static final Duration SOON = Duration.ofMinutes(3);

  private static final List<ApplicationEvent> EVENTS = new CopyOnWriteArrayList<>();

  private static volatile List<String> namespaces = List.of();
  private static TestCluster cluster;
  private static ClusterInformers informers;
  private static ScheduledExecutorService worker;
  private static Thread loop;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start("east");
    Changes changes = new Changes(Duration.ofMillis(200));
    worker = Executors.newScheduledThreadPool(2);
    informers = new ClusterInformers(EAST, cluster.client(), changes, Duration.ofMinutes(10));
    DescribeApplication describe =
        new DescribeApplication(new DataServiceProber(EAST, cluster.client(), changes, worker));
    DiscoverApplications discover =
        new DiscoverApplications(EAST, informers, describe, new Recorder());
    loop =
        Thread.ofVirtual()
            .start(new DiscoveryLoop(informers, changes, discover, Duration.ofMillis(200)));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    loop.interrupt();
    loop.join(Duration.ofSeconds(10));
    worker.shutdownNow();
    informers.close();
    cluster.close();
  }

  @Test
  void findsAnApplicationWithItsVolumesAndTheVersionOfItsDatabase() {
    new SandboxApplication(cluster.client(), "found").start();
    eventually(
        "found",
        found -> {
          assertThat(found.labels()).containsEntry("team", "sales");
          assertThat(found.workloads())
              .extracting(Workload::ref)
              .extracting(Object::toString)
              .containsExactlyInAnyOrder("StatefulSet/db", "Deployment/web");
          assertThat(found.volumes())
              .extracting(VolumeClaim::name)
              .containsExactly("data-db-0", "files");
          assertThat(found.volumes())
              .extracting(VolumeClaim::driver)
              .containsOnly("btrfs.sandbox.slackwater.io");
          assertThat(found.dataServices()).hasSize(1);
          DataService database = found.dataServices().getFirst();
          assertThat(database.blueprint()).isEqualTo("postgresql");
          assertThat(database.container()).isEqualTo("postgres");
          assertThat(database.pods()).containsExactly("db-0");
          assertThat(database.claims()).containsExactly("data-db-0");
          assertThat(database.version()).startsWith("15");
        });
  }

  @Test
  void noticesThatKindsAreDefinedLater() {
    createNamespace("later", Map.of());
    eventually("later", found -> assertThat(found.objects()).isPositive());
    int before = latest("later").objects();
    SandboxApplication application = new SandboxApplication(cluster.client(), "later");
    application.create(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gadgets.late.example.org}
        spec:
          group: late.example.org
          scope: Namespaced
          names: {kind: Gadget, listKind: GadgetList, plural: gadgets, singular: gadget}
          versions:
            - name: v1
              served: true
              storage: true
              schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """);
    application.create(
        """
        apiVersion: late.example.org/v1
        kind: Gadget
        metadata: {name: one, namespace: later}
        spec: {size: 1}
        """);
    // The object and its definition.
    eventually("later", found -> assertThat(found.objects()).isEqualTo(before + 2));
  }

  @Test
  void splitsANamespaceByItsAnnotationAndWithdrawsItWhenItIsGone() {
    createNamespace(
        "parts", Map.of("slackwater.io/applications", "{\"a\":\"part=a\",\"b\":\"part=b\"}"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(EVENTS)
                    .extracting(ApplicationEvent::key)
                    .contains("east/parts/a", "east/parts/b")
                    .doesNotContain("east/parts/parts"));
    cluster.client().namespaces().withName("parts").delete();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(EVENTS)
                    .contains(
                        new ApplicationRemoved(new ApplicationId(EAST, "parts", "a")),
                        new ApplicationRemoved(new ApplicationId(EAST, "parts", "b"))));
  }

  @Test
  void goesOnAfterTheApiServerWasKilled() {
    createNamespace("before", Map.of());
    eventually("before", found -> assertThat(found.objects()).isPositive());
    cluster.kill();
    cluster.restart();
    createNamespace("after", Map.of());
    cluster.client().namespaces().withName("before").delete();
    eventually("after", found -> assertThat(found.objects()).isPositive());
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(EVENTS)
                    .contains(new ApplicationRemoved(new ApplicationId(EAST, "before", "before"))));
  }

  @Test
  void saysNothingOfNamespacesThatAreLeftOut() {
    createNamespace("kube-extra", Map.of());
    createNamespace("marker", Map.of());
    eventually("marker", found -> assertThat(found.objects()).isPositive());
    assertThat(EVENTS)
        .extracting(event -> event.application().namespace())
        .doesNotContain("kube-extra", "kube-system", "default");
    assertThat(namespaces).contains("kube-extra", "default", "marker");
    cluster.client().namespaces().withName("kube-extra").delete();
    await().atMost(SOON).untilAsserted(() -> assertThat(namespaces).doesNotContain("kube-extra"));
  }

  private static void eventually(
      String namespace, ThrowingConsumer<ApplicationDiscovered> assertion) {
    await().atMost(SOON).untilAsserted(() -> assertion.accept(latest(namespace)));
  }

  private static ApplicationDiscovered latest(String namespace) {
    List<ApplicationDiscovered> of =
        EVENTS.stream()
            .filter(event -> event.application().namespace().equals(namespace))
            .filter(ApplicationDiscovered.class::isInstance)
            .map(ApplicationDiscovered.class::cast)
            .toList();
    assertThat(of).as("announcements of " + namespace).isNotEmpty();
    return of.getLast();
  }

  private static void createNamespace(String name, Map<String, String> annotations) {
    cluster
        .client()
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withAnnotations(annotations)
                .endMetadata()
                .build())
        .create();
  }

  private static final class Recorder implements ApplicationAnnouncer {

    @Override
    public Set<ApplicationId> announced(ClusterId served) {
      return Set.of();
    }

    @Override
    public void announce(InventoryEvent event) {
      switch (event) {
        case ApplicationEvent application -> EVENTS.add(application);
        case NamespacesListed listed -> namespaces = listed.namespaces();
      }
    }
  }
}
