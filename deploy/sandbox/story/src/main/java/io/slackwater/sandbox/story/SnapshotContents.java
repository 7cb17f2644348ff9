// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The storage's snapshots of a cluster, by the objects that stand for them. For one thread. */
final class SnapshotContents {

  private static final ResourceDefinitionContext CONTENTS =
      new ResourceDefinitionContext.Builder()
          .withGroup("snapshot.storage.k8s.io")
          .withVersion("v1")
          .withKind("VolumeSnapshotContent")
          .withPlural("volumesnapshotcontents")
          .withNamespaced(false)
          .build();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      contents;

  SnapshotContents(KubernetesClient cluster) {
    this.contents = cluster.genericKubernetesResources(CONTENTS);
  }

  /** The storage's own ids of the snapshots that it has, of each VolumeSnapshotContent one. */
  List<String> handles() {
    return list().stream().map(SnapshotContents::handle).sorted().toList();
  }

  /** Destroys all of them: the storage is told to delete what it kept. */
  void destroy() {
    for (GenericKubernetesResource content : list()) {
      Resource<GenericKubernetesResource> one = contents.withName(content.getMetadata().getName());
      one.edit(
          found -> {
            if (found.getAdditionalProperties().get("spec") instanceof Map<?, ?> spec) {
              Map<String, Object> changed = new HashMap<>();
              spec.forEach((key, value) -> changed.put(String.valueOf(key), value));
              changed.put("deletionPolicy", "Delete");
              found.setAdditionalProperty("spec", changed);
            }
            return found;
          });
      one.delete();
    }
    if (!Poll.until(PATIENCE, () -> list().isEmpty())) {
      throw new StoryException("the storage's snapshots do not go away");
    }
  }

  private static String handle(GenericKubernetesResource content) {
    Object status = content.get("status", "snapshotHandle");
    return String.valueOf(
        status != null ? status : content.get("spec", "source", "snapshotHandle"));
  }

  private List<GenericKubernetesResource> list() {
    return contents.list().getItems();
  }
}
