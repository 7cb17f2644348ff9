// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.snapshot.application.VolumeStore;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The PersistentVolumes of a cluster. Thread-safe. */
final class KubernetesVolumeStore implements VolumeStore {

  private static final String RETAIN = "Retain";
  private static final List<String> MARKS =
      List.of(Labels.RUN, Labels.TASK, Labels.ATTEMPT, Labels.RESTORE_POINT, Labels.APPLICATION);

  private final KubernetesClient client;

  KubernetesVolumeStore(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<String> kept(TaskIdentity identity, String claim) {
    return client
        .persistentVolumes()
        .withLabel(Labels.TASK, identity.task().value())
        .list()
        .getItems()
        .stream()
        .filter(volume -> claim.equals(annotation(volume, Labels.CLAIM)))
        .filter(volume -> annotation(volume, Labels.RECLAIM_POLICY) != null)
        .map(volume -> volume.getMetadata().getName())
        .findFirst();
  }

  @Override
  public void keep(TaskIdentity identity, String claim, String volume) {
    PersistentVolume found = resource(volume).require();
    Patches.merge(
        resource(volume),
        Map.of(
            "metadata",
            Map.of(
                "labels",
                identity.marks(),
                "annotations",
                Map.of(
                    Labels.CLAIM,
                    claim,
                    Labels.RECLAIM_POLICY,
                    found.getSpec().getPersistentVolumeReclaimPolicy())),
            "spec",
            Map.of("persistentVolumeReclaimPolicy", RETAIN)));
  }

  @Override
  public void reserve(String volume, String namespace, String claim) {
    Map<String, Object> reference = new HashMap<>();
    reference.put("apiVersion", "v1");
    reference.put("kind", "PersistentVolumeClaim");
    reference.put("namespace", namespace);
    reference.put("name", claim);
    reference.put("uid", null);
    reference.put("resourceVersion", null);
    Patches.merge(resource(volume), Map.of("spec", Map.of("claimRef", reference)));
  }

  @Override
  public void settle(String volume) {
    String policy = annotation(resource(volume).require(), Labels.RECLAIM_POLICY);
    if (policy == null) {
      return;
    }
    Patches.merge(
        resource(volume),
        Map.of(
            "metadata",
            Map.of(
                "labels",
                removed(MARKS),
                "annotations",
                removed(List.of(Labels.CLAIM, Labels.RECLAIM_POLICY))),
            "spec",
            Map.of("persistentVolumeReclaimPolicy", policy)));
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

  private static @Nullable String annotation(PersistentVolume volume, String key) {
    Map<String, String> annotations = volume.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(key);
  }
}
