// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.ApplicationEvent;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.application.InventoryEvent;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.discovery.Shop;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.Marks;
import io.slackwater.discovery.domain.RecognisedDataService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiscoverApplicationsTest {

  private static final ClusterId EAST = new ClusterId("east");
  private static final Changes.Batch ALL = new Changes.Batch(Set.of(), true, false);
  private static final Changes.Batch SHOP = new Changes.Batch(Set.of("shop"), false, false);

  private final View view = new View();
  private final Announced announced = new Announced();
  private final DataServices dataServices =
      (workload, pods) ->
          workload.name().equals("db")
              ? Optional.of(new RecognisedDataService("postgresql", "postgres", "17.6"))
              : Optional.empty();
  private final DiscoverApplications discover =
      new DiscoverApplications(EAST, view, new DescribeApplication(dataServices), announced);

  @Test
  void describesAnApplicationWithItsVolumesAndDataServices() {
    discover.look(ALL);
    ApplicationDiscovered shop = (ApplicationDiscovered) announced.events.getFirst();
    assertThat(shop.application().key()).isEqualTo("east/shop/shop");
    assertThat(shop.labels()).containsEntry("team", "sales");
    assertThat(shop.objects()).isEqualTo(Shop.captured().size());
    assertThat(shop.dataServices()).containsExactly(Shop.DATABASE);
    assertThat(shop.workloads())
        .extracting(workload -> workload.ref() + " " + workload.replicas())
        .containsExactlyInAnyOrder(
            "StatefulSet/db 1",
            "Deployment/web 2",
            "Pod/debug 1",
            "CronJob/report 1",
            "Job/migrate 1",
            "Job/import 1");
    assertThat(shop.volumes())
        .extracting(VolumeClaim::name, VolumeClaim::capacityBytes, VolumeClaim::driver)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("data-db-0", 2L << 30, "csi.example.org"),
            org.assertj.core.groups.Tuple.tuple("files", 512L << 20, "csi.example.org"));
  }

  @Test
  void saysTheSameOnlyOnce() {
    discover.look(ALL);
    discover.look(ALL);
    discover.look(SHOP);
    assertThat(announced.events).hasSize(1);
  }

  @Test
  void announcesAChange() {
    discover.look(ALL);
    view.objects.removeIf(o -> o.name().equals("debug"));
    discover.look(SHOP);
    assertThat(announced.events).hasSize(2);
  }

  @Test
  void withdrawsWhatIsGone() {
    discover.look(ALL);
    view.objects.clear();
    discover.look(SHOP);
    assertThat(announced.events.getLast())
        .isEqualTo(new ApplicationRemoved(ApplicationId.parse("east/shop/shop")));
  }

  @Test
  void withdrawsWhatWasAnnouncedInAnEarlierLifeAndIsGone() {
    announced.earlier.add(ApplicationId.parse("east/gone/gone"));
    discover.look(ALL);
    assertThat(announced.events)
        .contains(new ApplicationRemoved(ApplicationId.parse("east/gone/gone")))
        .hasSize(2);
  }

  @Test
  void saysNothingBeforeTheViewIsComplete() {
    view.complete = false;
    assertThat(discover.look(ALL)).isFalse();
    assertThat(announced.events).isEmpty();
  }

  @Test
  void triesAgainWhatCouldNotBeAnnounced() {
    announced.broken = true;
    assertThat(discover.look(ALL)).isFalse();
    announced.broken = false;
    assertThat(discover.look(ALL)).isTrue();
    assertThat(announced.events).hasSize(1);
  }

  @Test
  void namespaceIsSplitByItsAnnotation() {
    annotate("{\"front\":\"app=web\",\"data\":\"app=db\"}");
    discover.look(ALL);
    assertThat(announced.keys()).containsExactlyInAnyOrder("east/shop/front", "east/shop/data");
  }

  @Test
  void splittingANamespaceWithdrawsTheWhole() {
    discover.look(ALL);
    annotate("{\"front\":\"app=web\"}");
    discover.look(SHOP);
    assertThat(announced.events)
        .contains(new ApplicationRemoved(ApplicationId.parse("east/shop/shop")));
  }

  @Test
  void annotationThatCannotBeReadLeavesTheNamespaceProtectedAsAWhole() {
    annotate("{\"front\": \"app in web\"}");
    discover.look(ALL);
    assertThat(announced.keys()).containsExactly("east/shop/shop");
  }

  @Test
  void namespacesOfTheClusterAndOptedOutOnesAreLeftOut() {
    view.objects.clear();
    for (String name : List.of("kube-system", "default", Marks.OWN_NAMESPACE)) {
      view.objects.add(namespace(name));
    }
    view.objects.add(
        Shop.parse(
            "{apiVersion: v1, kind: Namespace, metadata: {name: x, labels: {slackwater.io/ignore: 'true'}}}"));
    discover.look(ALL);
    assertThat(announced.events).isEmpty();
  }

  @Test
  void namespaceThatIsBeingDeletedStaysAnnouncedAsItWas() {
    discover.look(ALL);
    KubernetesObject namespace = Shop.object("Namespace", "shop");
    view.objects.clear();
    view.objects.add(
        Shop.changed(
            namespace,
            json -> json.withObject("/metadata").put("deletionTimestamp", "2026-11-22T12:00:00Z")));
    discover.look(SHOP);
    assertThat(announced.events).hasSize(1);
  }

  @Test
  void listsEveryNamespaceWithOrWithoutAnApplication() {
    view.objects.add(namespace("default"));
    view.objects.add(namespace("empty"));
    discover.look(ALL);
    assertThat(announced.namespaces)
        .containsExactly(new NamespacesListed(EAST, List.of("default", "empty", "shop")));
  }

  @Test
  void listsNamespacesAgainWhenOneComesOrGoesAndOnlyThen() {
    discover.look(ALL);
    discover.look(ALL);
    view.objects.add(namespace("kube-new"));
    discover.look(new Changes.Batch(Set.of("kube-new"), false, false));
    discover.look(SHOP);
    view.objects.removeIf(o -> o.name().equals("kube-new"));
    discover.look(new Changes.Batch(Set.of("kube-new"), false, false));
    assertThat(announced.namespaces)
        .extracting(NamespacesListed::namespaces)
        .containsExactly(List.of("shop"), List.of("kube-new", "shop"), List.of("shop"));
  }

  @Test
  void listsNamespacesAgainWhenTheListWasNotAnnounced() {
    announced.broken = true;
    discover.look(ALL);
    announced.broken = false;
    discover.look(ALL);
    assertThat(announced.namespaces).hasSize(1);
  }

  private static KubernetesObject namespace(String name) {
    return Shop.parse("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name));
  }

  private void annotate(String applications) {
    KubernetesObject namespace = Shop.object("Namespace", "shop");
    view.objects.removeIf(o -> o.kind().equals("Namespace"));
    view.objects.add(
        Shop.changed(
            namespace,
            json ->
                json.withObject("/metadata/annotations").put(Marks.APPLICATIONS, applications)));
  }

  private static final class View implements ClusterView {

    private final List<KubernetesObject> objects = new ArrayList<>(Shop.objects());
    private boolean complete = true;

    @Override
    public boolean refresh() {
      return true;
    }

    @Override
    public boolean complete() {
      return complete;
    }

    @Override
    public Collection<KubernetesObject> namespaces() {
      return objects.stream().filter(o -> o.kind().equals("Namespace")).toList();
    }

    @Override
    public Collection<KubernetesObject> inNamespace(String namespace) {
      return objects.stream().filter(o -> namespace.equals(o.namespace())).toList();
    }

    @Override
    public Collection<KubernetesObject> clusterWide() {
      return objects.stream()
          .filter(o -> o.namespace() == null && !o.kind().equals("Namespace"))
          .toList();
    }
  }

  private static final class Announced implements ApplicationAnnouncer {

    private final List<ApplicationEvent> events = new ArrayList<>();
    private final List<NamespacesListed> namespaces = new ArrayList<>();
    private final Set<ApplicationId> earlier = new HashSet<>();
    private boolean broken;

    @Override
    public Set<ApplicationId> announced(ClusterId cluster) {
      return earlier;
    }

    @Override
    public void announce(InventoryEvent event) {
      if (broken) {
        throw new AnnouncementException(EAST, "no broker", null);
      }
      switch (event) {
        case ApplicationEvent application -> events.add(application);
        case NamespacesListed listed -> namespaces.add(listed);
      }
    }

    private List<String> keys() {
      return events.stream().map(ApplicationEvent::key).toList();
    }
  }
}
