// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.snapshot.application.VolumeStore;
import io.slackwater.snapshot.domain.FilledVolume;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The PersistentVolumes of a cluster. Thread-safe. */
final class KubernetesVolumeStore implements VolumeStore {

  private static final String RETAIN = "Retain";
  private static final List<String> MARKS =
      List.of(Labels.RUN, Labels.TASK, Labels.ATTEMPT, Labels.RESTORE_POINT, Labels.APPLICATION);

  private static final List<String> ANNOTATIONS =
      List.of(
          Labels.CLAIM,
          Labels.RECLAIM_POLICY,
          Labels.RESTORED_FROM,
          Labels.TAKEN_OVER_BY,
          Labels.NOT_AFTER);

  private final KubernetesClient client;

  KubernetesVolumeStore(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<FilledVolume> kept(TaskIdentity identity, String claim) {
    Optional<PersistentVolume> kept =
        client
            .persistentVolumes()
            .withLabel(Labels.TASK, identity.task().value())
            .list()
            .getItems()
            .stream()
            .filter(volume -> claim.equals(Fence.annotation(volume, Labels.CLAIM)))
            .filter(volume -> Fence.annotation(volume, Labels.RECLAIM_POLICY) != null)
            .findFirst();
    kept.ifPresent(volume -> Fence.takeOver(identity, resource(volume.getMetadata().getName())));
    return kept.map(
        volume ->
            new FilledVolume(
                volume.getMetadata().getName(),
                Objects.requireNonNullElse(
                    Fence.annotation(volume, Labels.RESTORED_FROM), FilledVolume.SNAPSHOT)));
  }

  @Override
  public void keep(TaskIdentity identity, String claim, FilledVolume volume) {
    Fence.patch(
        identity,
        resource(volume.name()),
        there ->
            Fence.annotation(there, Labels.RECLAIM_POLICY) != null
                ? Optional.empty()
                : Optional.of(kept(identity, claim, volume, there)));
  }

  private static Map<String, Object> kept(
      TaskIdentity identity, String claim, FilledVolume volume, PersistentVolume there) {
    return Map.of(
        "metadata",
        Map.of(
            "labels",
            identity.marks(),
            "annotations",
            Map.of(
                Labels.CLAIM,
                claim,
                Labels.RESTORED_FROM,
                volume.from(),
                Labels.RECLAIM_POLICY,
                there.getSpec().getPersistentVolumeReclaimPolicy())),
        "spec",
        Map.of("persistentVolumeReclaimPolicy", RETAIN));
  }

  @Override
  public void reserve(TaskIdentity identity, String volume, String namespace, String claim) {
    Map<String, Object> reference = new HashMap<>();
    reference.put("apiVersion", "v1");
    reference.put("kind", "PersistentVolumeClaim");
    reference.put("namespace", namespace);
    reference.put("name", claim);
    reference.put("uid", null);
    reference.put("resourceVersion", null);
    Fence.patch(
        identity,
        resource(volume),
        there ->
            waitsFor(there, namespace, claim) || !Fence.isOf(identity, there)
                ? Optional.empty()
                : Optional.of(Map.of("spec", Map.of("claimRef", reference))));
  }

  /** Whether a volume waits for the claim already. */
  private static boolean waitsFor(PersistentVolume volume, String namespace, String claim) {
    ObjectReference reference = volume.getSpec().getClaimRef();
    return reference != null
        && namespace.equals(reference.getNamespace())
        && claim.equals(reference.getName())
        && reference.getUid() == null;
  }

  @Override
  public void settle(TaskIdentity identity, String volume) {
    Fence.patch(
        identity,
        resource(volume),
        there ->
            Optional.ofNullable(Fence.annotation(there, Labels.RECLAIM_POLICY))
                .filter(policy -> Fence.isOf(identity, there))
                .map(KubernetesVolumeStore::settled));
  }

  private static Map<String, Object> settled(String policy) {
    return Map.of(
        "metadata",
        Map.of("labels", removed(MARKS), "annotations", removed(ANNOTATIONS)),
        "spec",
        Map.of("persistentVolumeReclaimPolicy", policy));
  }

  /** In a merge patch, null takes a field away. */
  private static Map<String, Object> removed(List<String> keys) {
    Map<String, Object> removed = new HashMap<>();
    keys.forEach(key -> removed.put(key, null));
    return removed;
  }

  private Resource<PersistentVolume> resource(String volume) {
    return client.persistentVolumes().withName(volume);
  }
}
