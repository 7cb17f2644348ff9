// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.RestoreTransforms;
import io.slackwater.discovery.Shop;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoredFormTest {

  private static final RestoredForm SAME = new RestoredForm("shop", "shop");
  private static final RestoredForm MOVED = new RestoredForm("shop", "copy");

  @Test
  void namespaceLosesWhatTheClusterFilledIn() {
    assertThat(SAME.of(Shop.object("Namespace", "shop")))
        .isEqualTo(
            Shop.parse(
                """
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: shop
                  labels: {team: sales}
                  annotations: {owner: "sales@example.org"}
                """));
  }

  @Test
  void claimLosesItsBindingAndKeepsItsUsersAnnotations() {
    assertThat(SAME.of(Shop.object("PersistentVolumeClaim", "data-db-0")))
        .isEqualTo(
            Shop.parse(
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata:
                  name: data-db-0
                  namespace: shop
                  labels: {app: db}
                  annotations: {backup.example.org/keep: "true"}
                spec:
                  accessModes: [ReadWriteOnce]
                  resources: {requests: {storage: 1Gi}}
                  storageClassName: fast
                  volumeMode: Filesystem
                """));
  }

  @Test
  void claimsGetTheStorageClassOfTheTarget() {
    RestoredForm form =
        RestoredForm.at(
            "shop",
            new RestoreTarget(
                new ClusterId("west"),
                "copy",
                new RestoreTransforms(Map.of("fast", "gold", "slow", "tin"))));

    assertThat(
            form.of(Shop.object("PersistentVolumeClaim", "data-db-0"))
                .text("/spec/storageClassName"))
        .isEqualTo("gold");
    assertThat(
            MOVED
                .of(Shop.object("PersistentVolumeClaim", "data-db-0"))
                .text("/spec/storageClassName"))
        .isEqualTo("fast");
    assertThat(
            form.of(
                    Shop.parse(
                        """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db, namespace: shop}
                        spec:
                          serviceName: db
                          volumeClaimTemplates:
                            - metadata: {name: data}
                              spec: {storageClassName: fast}
                            - metadata: {name: other}
                              spec: {storageClassName: kept}
                        """))
                .at("/spec/volumeClaimTemplates")
                .findValuesAsText("storageClassName"))
        .containsExactly("gold", "kept");
  }

  @Test
  void headlessServiceStaysHeadless() {
    assertThat(SAME.of(Shop.object("Service", "db")).at("/spec/clusterIP").asText())
        .isEqualTo("None");
  }

  @Test
  void serviceLosesItsAddressAndTheNodePortsThatNobodyChose() {
    KubernetesObject service = SAME.of(Shop.object("Service", "web-outside"));
    assertThat(service.at("/spec").has("clusterIP")).isFalse();
    assertThat(service.at("/spec").has("clusterIPs")).isFalse();
    assertThat(service.at("/spec/ports/0/nodePort").asInt()).isEqualTo(30080);
    assertThat(service.at("/spec/ports/1").has("nodePort")).isFalse();
  }

  @Test
  void jobLosesTheLabelsThatTieItToItsOldPods() {
    KubernetesObject job = SAME.of(Shop.object("Job", "import"));
    assertThat(job.at("/spec").has("selector")).isFalse();
    assertThat(job.at("/spec/template/metadata/labels").toString())
        .isEqualTo("{\"job-name\":\"import\"}");
    assertThat(job.at("/metadata").has("labels")).isFalse();
  }

  @Test
  void podLosesItsNodeAndItsTokenVolume() {
    KubernetesObject pod = SAME.of(Shop.object("Pod", "debug"));
    assertThat(pod.at("/spec").has("nodeName")).isFalse();
    assertThat(pod.at("/spec").has("priority")).isFalse();
    assertThat(pod.at("/spec/volumes")).hasSize(1);
    assertThat(pod.at("/spec/containers/0/volumeMounts")).hasSize(1);
  }

  @Test
  void serviceAccountLosesOnlyItsGeneratedToken() {
    assertThat(SAME.of(Shop.object("ServiceAccount", "web")).at("/secrets").toString())
        .isEqualTo("[{\"name\":\"web-key\"}]");
  }

  @Test
  void tokenThatWasAskedForIsFilledInByTheCluster() {
    KubernetesObject secret = SAME.of(Shop.object("Secret", "web-robot"));
    assertThat(secret.copy().has("data")).isFalse();
    assertThat(secret.annotations()).containsOnlyKeys("kubernetes.io/service-account.name");
  }

  @Test
  void ordinarySecretKeepsItsContent() {
    assertThat(SAME.of(Shop.object("Secret", "database")).at("/data/password").asText())
        .isEqualTo("c2VjcmV0");
  }

  @Test
  void aggregatedRoleLosesTheRulesThatWereFilledIn() {
    KubernetesObject role =
        Shop.changed(
            Shop.object("ClusterRole", "shop-reader"),
            json -> json.putObject("aggregationRule").putArray("clusterRoleSelectors"));
    assertThat(SAME.of(role).copy().has("rules")).isFalse();
  }

  @Test
  void deploymentLosesItsRevision() {
    assertThat(SAME.of(Shop.object("Deployment", "web")).annotations()).isEmpty();
  }

  @Test
  void labelsOfAnEarlierRestoreAreReplaced() {
    KubernetesObject restored = SAME.labelled(Shop.object("ConfigMap", "web"), new RunId("run-1"));
    KubernetesObject again = SAME.labelled(restored, new RunId("run-2"));
    assertThat(again.labels()).containsExactly(java.util.Map.entry(Marks.RESTORED_BY, "run-2"));
  }

  @Test
  void movesToAnotherNamespaceWithEveryReferenceToIt() {
    assertThat(MOVED.of(Shop.object("Namespace", "shop")).name()).isEqualTo("copy");
    assertThat(MOVED.of(Shop.object("Deployment", "web")).namespace()).isEqualTo("copy");
    KubernetesObject binding = MOVED.of(Shop.object("RoleBinding", "web"));
    assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("copy");
    KubernetesObject policy = MOVED.of(Shop.object("NetworkPolicy", "db"));
    assertThat(
            policy
                .at("/spec/ingress/0/from/0/namespaceSelector/matchLabels")
                .path("kubernetes.io/metadata.name")
                .asText())
        .isEqualTo("copy");
  }

  @Test
  void movedClusterRoleBindingIsAnotherOneForTheMovedAccountsOnly() {
    KubernetesObject binding = MOVED.of(Shop.object("ClusterRoleBinding", "shop-reader"));
    assertThat(binding.name()).isEqualTo("shop-reader-copy");
    assertThat(binding.at("/subjects")).hasSize(1);
    assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("copy");
  }

  @Test
  void originalIsNotChanged() {
    KubernetesObject original = Shop.object("Service", "web");
    MOVED.of(original);
    assertThat(original).isEqualTo(Shop.object("Service", "web"));
  }
}
