// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.discovery.Shop;
import org.junit.jupiter.api.Test;

class RelationsTest {

  @Test
  void namesEveryDependencyBetweenCapturedObjects() {
    assertThat(Relations.among(Shop.captured()))
        .extracting(r -> r.from() + " " + r.kind() + " " + r.to())
        .containsExactlyInAnyOrder(
            "StatefulSet/db MOUNTS PersistentVolumeClaim/data-db-0",
            "StatefulSet/db READS Secret/database",
            "StatefulSet/db RUNS_AS ServiceAccount/default",
            "Deployment/web MOUNTS PersistentVolumeClaim/files",
            "Deployment/web MOUNTS Secret/web-key",
            "Deployment/web READS ConfigMap/web",
            "Deployment/web RUNS_AS ServiceAccount/web",
            "CronJob/report RUNS_AS ServiceAccount/default",
            "Job/report-29000000 RUNS_AS ServiceAccount/default",
            "Job/report-29000000 OWNED_BY CronJob/report",
            "Job/migrate RUNS_AS ServiceAccount/default",
            "Job/import RUNS_AS ServiceAccount/default",
            "Pod/debug RUNS_AS ServiceAccount/default",
            "Service/db ROUTES_TO StatefulSet/db",
            "Service/web ROUTES_TO Deployment/web",
            "Service/web-outside ROUTES_TO Deployment/web",
            "Ingress/web ROUTES_TO Service/web",
            "Discount/november DEFINED_BY CustomResourceDefinition/discounts.shop.example.org",
            "RoleBinding/web GRANTS Role/web",
            "RoleBinding/web GRANTS ServiceAccount/web",
            "ClusterRoleBinding/shop-reader GRANTS ClusterRole/shop-reader",
            "ClusterRoleBinding/shop-reader GRANTS ServiceAccount/web");
  }

  @Test
  void orderDoesNotDependOnTheOrderOfReading() {
    assertThat(Relations.among(Shop.captured().reversed()))
        .isEqualTo(Relations.among(Shop.captured()));
  }
}
