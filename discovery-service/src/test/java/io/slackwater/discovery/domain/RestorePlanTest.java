// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.discovery.Shop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestorePlanTest {

  private final RestorePlan plan = RestorePlan.of(Shop.captured(), List.of(Shop.DATABASE));

  @Test
  void prerequisitesComeInTheOrderInWhichTheyNeedEachOther() {
    assertThat(steps(RestoreStage.PREREQUISITES))
        .containsExactly(
            List.of(
                "Namespace/shop",
                "CustomResourceDefinition/discounts.shop.example.org",
                "PriorityClass/shop-high",
                "ClusterRole/shop-reader",
                "Role/web",
                "ServiceAccount/default",
                "ServiceAccount/web",
                "ClusterRoleBinding/shop-reader",
                "RoleBinding/web",
                "Secret/database",
                "Secret/registry",
                "Secret/web-key",
                "Secret/web-robot",
                "ConfigMap/web"));
  }

  @Test
  void claimsOfStatefulSetsAreMadeBeforeTheStatefulSet() {
    assertThat(steps(RestoreStage.CLAIMS))
        .containsExactly(List.of("PersistentVolumeClaim/data-db-0", "PersistentVolumeClaim/files"));
  }

  @Test
  void dataServicesComeWithTheServicesThatNameTheirPods() {
    assertThat(steps(RestoreStage.DATA_SERVICES))
        .containsExactly(List.of("Service/db"), List.of("StatefulSet/db"));
  }

  @Test
  void otherWorkloadsComeWithTheServicesInsideTheCluster() {
    assertThat(steps(RestoreStage.WORKLOADS))
        .containsExactly(
            List.of("Service/legacy", "Service/web"),
            List.of("Deployment/web", "Pod/debug"),
            List.of("Job/import", "CronJob/report"));
  }

  @Test
  void workloadComesAfterTheOneWhoseServiceItNames() {
    assertThat(
            RestorePlan.of(Shop.captured(), List.of()).steps(RestoreStage.WORKLOADS).stream()
                .map(RestorePlanTest::names))
        .containsExactly(
            List.of("Service/db", "Service/legacy", "Service/web"),
            List.of("StatefulSet/db", "Pod/debug"),
            List.of("Deployment/web"),
            List.of("Job/import", "CronJob/report"));
  }

  @Test
  void trafficFromOutsideAndCustomResourcesComeLast() {
    assertThat(steps(RestoreStage.NETWORK_AND_CUSTOM))
        .containsExactly(
            List.of(
                "Service/web-outside",
                "Endpoints/legacy",
                "NetworkPolicy/db",
                "PodDisruptionBudget/web",
                "HorizontalPodAutoscaler/web",
                "Ingress/web",
                "Lease/leader",
                "Discount/november"));
  }

  @Test
  void everyCapturedObjectIsMadeOnceOrLeftWithAReason() {
    List<ObjectKey> made = new ArrayList<>();
    Arrays.stream(RestoreStage.values())
        .flatMap(stage -> plan.steps(stage).stream())
        .flatMap(step -> step.objects().stream())
        .map(KubernetesObject::key)
        .forEach(made::add);
    made.addAll(plan.left().keySet());
    assertThat(made)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            Shop.captured().stream().map(KubernetesObject::key).toList());
  }

  @Test
  void whatOthersMakeAndWhatHasEndedIsLeft() {
    Set<String> left = new HashSet<>();
    plan.left().forEach((key, reason) -> left.add(key + ": " + reason));
    assertThat(left)
        .containsExactlyInAnyOrder(
            "StorageClass/fast: recorded only: a cluster's storage classes are its own",
            "Job/report-29000000: made again by its owner CronJob/report",
            "Job/migrate: it has run to its end");
  }

  @Test
  void dataOfAnOwnerIsRestoredAndItsWorkloadsAreLeftToIt() {
    KubernetesObject discount = Shop.object("Discount", "november");
    List<KubernetesObject> captured = new ArrayList<>();
    captured.add(discount);
    captured.add(owned(Shop.object("Secret", "database"), discount));
    captured.add(owned(Shop.object("StatefulSet", "db"), discount));
    RestorePlan owned = RestorePlan.of(captured, List.of(Shop.DATABASE));
    assertThat(owned.left()).hasSize(1);
    assertThat(owned.steps(RestoreStage.PREREQUISITES).getFirst().objects())
        .extracting(KubernetesObject::toString)
        .containsExactly("Secret/database");
    assertThat(owned.steps(RestoreStage.DATA_SERVICES).getFirst().objects())
        .extracting(KubernetesObject::toString)
        .containsExactly("Discount/november");
    assertThat(owned.dataServiceWorkloads())
        .extracting(KubernetesObject::toString)
        .containsExactly("StatefulSet/db");
  }

  private static KubernetesObject owned(KubernetesObject object, KubernetesObject owner) {
    return Shop.changed(
        object,
        json ->
            json.withObject("/metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", owner.apiVersion())
                .put("kind", owner.kind())
                .put("name", owner.name())
                .put("uid", owner.uid())
                .put("controller", true));
  }

  private List<List<String>> steps(RestoreStage stage) {
    return plan.steps(stage).stream().map(RestorePlanTest::names).toList();
  }

  private static List<String> names(RestorePlan.Step step) {
    return step.objects().stream().map(KubernetesObject::toString).toList();
  }
}
