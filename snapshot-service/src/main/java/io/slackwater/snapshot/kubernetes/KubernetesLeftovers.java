// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.snapshot.application.Leftovers;
import io.slackwater.snapshot.domain.Labels;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/** Finds helper objects by their label, in Slackwater's namespace. Thread-safe. */
final class KubernetesLeftovers implements Leftovers {

  private final KubernetesClient client;
  private final String namespace;

  KubernetesLeftovers(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  @Override
  public int sweep(Instant endedBefore) {
    int swept = sweep(client.pods().inNamespace(namespace), endedBefore);
    swept += sweep(client.secrets().inNamespace(namespace), endedBefore);
    swept += sweep(client.persistentVolumeClaims().inNamespace(namespace), endedBefore);
    if (hasSnapshots()) {
      swept +=
          sweep(
              client.genericKubernetesResources(SnapshotKinds.SNAPSHOT).inNamespace(namespace),
              endedBefore);
      swept += sweep(client.genericKubernetesResources(SnapshotKinds.CONTENT), endedBefore);
    }
    return swept;
  }

  private boolean hasSnapshots() {
    try {
      return client.genericKubernetesResources(SnapshotKinds.CLASS).list() != null;
    } catch (KubernetesClientException e) {
      if (ApiCall.isNotFound(e)) {
        return false;
      }
      throw e;
    }
  }

  private static <T extends HasMetadata, L extends KubernetesResourceList<T>, R extends Resource<T>>
      int sweep(FilterWatchListDeletable<T, L, R> all, Instant endedBefore) {
    List<R> left =
        all.withLabel(HelperMetadata.HELPER, HelperMetadata.TRUE)
            .resources()
            .filter(resource -> isOver(resource.item(), endedBefore))
            .toList();
    left.forEach(Resource::delete);
    return left.size();
  }

  private static boolean isOver(HasMetadata object, Instant endedBefore) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    String notAfter = annotations == null ? null : annotations.get(Labels.NOT_AFTER);
    if (notAfter == null) {
      return false;
    }
    try {
      return Instant.parse(notAfter).isBefore(endedBefore);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
