// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.snapshot.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Looks at the cluster's objects as an administrator would, not through the service's own code. */
final class Objects {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ResourceDefinitionContext SNAPSHOT = kind("VolumeSnapshot", true);
  private static final ResourceDefinitionContext CONTENT = kind("VolumeSnapshotContent", false);

  private final KubernetesClient client;

  Objects(KubernetesClient client) {
    this.client = client;
  }

  String freshName(String what) {
    return what + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  List<GenericKubernetesResource> snapshots(String namespace) {
    return client.genericKubernetesResources(SNAPSHOT).inNamespace(namespace).list().getItems();
  }

  /** Those that a task asked for. */
  List<GenericKubernetesResource> snapshotsOf(String namespace, TaskId task) {
    return client
        .genericKubernetesResources(SNAPSHOT)
        .inNamespace(namespace)
        .withLabel("slackwater.io/task", task.value())
        .list()
        .getItems();
  }

  void deleteSnapshot(GenericKubernetesResource snapshot) {
    String namespace = snapshot.getMetadata().getNamespace();
    client.genericKubernetesResources(SNAPSHOT).inNamespace(namespace).resource(snapshot).delete();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                snapshots(namespace).stream()
                    .noneMatch(
                        left ->
                            left.getMetadata().getName().equals(snapshot.getMetadata().getName())));
  }

  String deletionPolicy(String content) {
    return client
        .genericKubernetesResources(CONTENT)
        .withName(content)
        .require()
        .get("spec", "deletionPolicy");
  }

  /** The objects of a namespace that concern snapshots, in the versions they have now. */
  List<String> versions(String namespace) {
    return snapshots(namespace).stream()
        .map(one -> one.getMetadata().getName() + " " + one.getMetadata().getResourceVersion())
        .sorted()
        .toList();
  }

  boolean contentExists(String content) {
    return client.genericKubernetesResources(CONTENT).withName(content).get() != null;
  }

  void awaitNoContent(String content) {
    Awaitility.await().atMost(PATIENCE).until(() -> !contentExists(content));
  }

  /** The content of a task's set that was not whole yet when it was retained. */
  Optional<String> unfinishedContent(TaskId task) {
    return client
        .genericKubernetesResources(CONTENT)
        .withLabel("slackwater.io/task", task.value())
        .withLabel("slackwater.io/unfinished", "true")
        .list()
        .getItems()
        .stream()
        .map(content -> content.getMetadata().getName())
        .findFirst();
  }

  /** Lets the time be over of a task that left snapshots and their contents. */
  void expire(String namespace, TaskId task) {
    String label = "slackwater.io/task";
    var over =
        "{\"metadata\":{\"annotations\":{\"slackwater.io/not-after\":\"2020-01-01T00:00:00Z\"}}}";
    var merge = PatchContext.of(PatchType.JSON_MERGE);
    client
        .genericKubernetesResources(SNAPSHOT)
        .inNamespace(namespace)
        .withLabel(label, task.value())
        .resources()
        .forEach(resource -> resource.patch(merge, over));
    client
        .genericKubernetesResources(CONTENT)
        .withLabel(label, task.value())
        .resources()
        .forEach(resource -> resource.patch(merge, over));
  }

  /** Deletes a retained content, so that nothing in the cluster knows of its snapshot any more. */
  void forgetContent(String content) {
    client.genericKubernetesResources(CONTENT).withName(content).delete();
    awaitNoContent(content);
  }

  /** Has the storage delete a snapshot behind Slackwater's back. */
  void destroyInStorage(String content) {
    var resource = client.genericKubernetesResources(CONTENT).withName(content);
    resource.patch(
        PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"deletionPolicy\":\"Delete\"}}");
    resource.delete();
    Awaitility.await().atMost(PATIENCE).until(() -> resource.get() == null);
  }

  /** Every object that helps a task and is still there. */
  List<String> helpers(TaskId task) {
    List<HasMetadata> left = new ArrayList<>();
    String label = "slackwater.io/task";
    left.addAll(
        client.pods().inNamespace(Sandbox.SYSTEM).withLabel(label, task.value()).list().getItems());
    left.addAll(
        client
            .secrets()
            .inNamespace(Sandbox.SYSTEM)
            .withLabel(label, task.value())
            .list()
            .getItems());
    left.addAll(
        client
            .persistentVolumeClaims()
            .inNamespace(Sandbox.SYSTEM)
            .withLabel(label, task.value())
            .list()
            .getItems());
    left.addAll(
        client
            .genericKubernetesResources(SNAPSHOT)
            .inNamespace(Sandbox.SYSTEM)
            .withLabel(label, task.value())
            .list()
            .getItems());
    left.addAll(
        client
            .genericKubernetesResources(CONTENT)
            .withLabel(label, task.value())
            .withLabel("slackwater.io/helper", "true")
            .list()
            .getItems());
    return left.stream().map(o -> o.getKind() + "/" + o.getMetadata().getName()).toList();
  }

  Set<String> moverUids(TaskId task) {
    return movers(task).stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
  }

  String moverPodsAsJson(TaskId task) {
    return Serialization.asJson(movers(task));
  }

  private List<Pod> movers(TaskId task) {
    return client
        .pods()
        .inNamespace(Sandbox.SYSTEM)
        .withLabel("slackwater.io/task", task.value())
        .list()
        .getItems();
  }

  List<String> claims(String namespace) {
    return client.persistentVolumeClaims().inNamespace(namespace).list().getItems().stream()
        .map(claim -> claim.getMetadata().getName())
        .toList();
  }

  void makeLeftoverSecret(TaskId task, String notAfter) {
    client
        .secrets()
        .inNamespace(Sandbox.SYSTEM)
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("sw-" + task.value() + "-left")
                .addToLabels("slackwater.io/task", task.value())
                .addToLabels("slackwater.io/helper", "true")
                .addToAnnotations("slackwater.io/not-after", notAfter)
                .endMetadata()
                .build())
        .create();
  }

  void awaitNoHelpers(TaskId task) {
    Awaitility.await().atMost(PATIENCE).until(() -> helpers(task).isEmpty());
  }

  String reclaimPolicy(String volume) {
    return client
        .persistentVolumes()
        .withName(volume)
        .require()
        .getSpec()
        .getPersistentVolumeReclaimPolicy();
  }

  void makeBoundClaimOfDriver(String namespace, String name, String driver) {
    client
        .persistentVolumes()
        .resource(
            new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(namespace + "-" + name)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withPersistentVolumeReclaimPolicy("Retain")
                .addToCapacity("storage", new Quantity("1Gi"))
                .withNewCsi()
                .withDriver(driver)
                .withVolumeHandle(name)
                .endCsi()
                .withNewClaimRef()
                .withNamespace(namespace)
                .withName(name)
                .endClaimRef()
                .endSpec()
                .build())
        .create();
    client
        .persistentVolumeClaims()
        .inNamespace(namespace)
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName("")
                .withVolumeName(namespace + "-" + name)
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .build())
        .create();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                "Bound"
                    .equals(
                        client
                            .persistentVolumeClaims()
                            .inNamespace(namespace)
                            .withName(name)
                            .require()
                            .getStatus()
                            .getPhase()));
  }

  private static ResourceDefinitionContext kind(String kind, boolean namespaced) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("snapshot.storage.k8s.io")
        .withVersion("v1")
        .withKind(kind)
        .withPlural(kind.toLowerCase(java.util.Locale.ROOT) + "s")
        .withNamespaced(namespaced)
        .build();
  }
}
