// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.contracts.application.Scope;
import io.slackwater.discovery.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {

  @Test
  void wholeNamespaceLeavesOutWhatTheClusterMakesByItself() {
    assertThat(names(Shop.captured()))
        .doesNotContain(
            "Pod/db-0",
            "Pod/web-5d9-abcde",
            "ReplicaSet/web-5d9",
            "ControllerRevision/db-6f7",
            "ConfigMap/kube-root-ca.crt",
            "Secret/web-token-x7k2p",
            "Endpoints/web",
            "EndpointSlice/web-x1",
            "Event/web.1",
            "VolumeSnapshot/files-1",
            "Lease/slackwater-shop",
            "PersistentVolume/pvc-21");
  }

  @Test
  void wholeNamespaceHoldsWhatUsersMade() {
    assertThat(names(Members.of(new Scope("shop", null), Shop.namespaced())))
        .containsExactlyInAnyOrder(
            "ServiceAccount/default",
            "ServiceAccount/web",
            "Secret/web-robot",
            "Secret/web-key",
            "Secret/database",
            "Secret/registry",
            "ConfigMap/web",
            "Role/web",
            "RoleBinding/web",
            "Discount/november",
            "PersistentVolumeClaim/data-db-0",
            "PersistentVolumeClaim/files",
            "StatefulSet/db",
            "Deployment/web",
            "Service/db",
            "Service/web",
            "Service/web-outside",
            "Service/legacy",
            "Endpoints/legacy",
            "Ingress/web",
            "NetworkPolicy/db",
            "PodDisruptionBudget/web",
            "HorizontalPodAutoscaler/web",
            "CronJob/report",
            "Job/report-29000000",
            "Job/migrate",
            "Job/import",
            "Pod/debug",
            "Lease/leader");
  }

  @Test
  void selectorTakesWhatItsObjectsNeedAndWhatLeadsToThem() {
    assertThat(names(Members.of(new Scope("shop", "app=web"), Shop.namespaced())))
        .containsExactlyInAnyOrder(
            "Deployment/web",
            "PersistentVolumeClaim/files",
            "ConfigMap/web",
            "Secret/web-key",
            "ServiceAccount/web",
            "Role/web",
            "RoleBinding/web",
            "Service/web",
            "Service/web-outside",
            "Ingress/web",
            "PodDisruptionBudget/web",
            "HorizontalPodAutoscaler/web");
  }

  @Test
  void selectorTakesTheClaimsOfAStatefulSetsTemplates() {
    assertThat(names(Members.of(new Scope("shop", "app=db"), Shop.namespaced())))
        .contains("StatefulSet/db", "PersistentVolumeClaim/data-db-0", "Secret/database")
        .doesNotContain("Deployment/web", "PersistentVolumeClaim/files");
  }

  @Test
  void selectorThatSelectsNothingHasNoMembers() {
    assertThat(Members.of(new Scope("shop", "app=none"), Shop.namespaced())).isEmpty();
  }

  @Test
  void refusesWhatIsNoSelector() {
    assertThatThrownBy(() -> Members.of(new Scope("shop", "app in web"), Shop.namespaced()))
        .isInstanceOf(InvalidSelectorException.class)
        .hasMessageContaining("app in web");
  }

  @Test
  void clusterWideObjectsAreThoseThatTheApplicationNeeds() {
    assertThat(names(Shop.captured().stream().filter(o -> o.namespace() == null).toList()))
        .containsExactlyInAnyOrder(
            "Namespace/shop",
            "ClusterRole/shop-reader",
            "ClusterRoleBinding/shop-reader",
            "PriorityClass/shop-high",
            "StorageClass/fast",
            "CustomResourceDefinition/discounts.shop.example.org");
  }

  private static List<String> names(List<KubernetesObject> objects) {
    return objects.stream().map(KubernetesObject::toString).toList();
  }
}
