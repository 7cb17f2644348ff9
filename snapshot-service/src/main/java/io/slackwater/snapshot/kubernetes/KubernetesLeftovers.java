// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.snapshot.application.Leftovers;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * Finds helper objects by their label, in Slackwater's namespace, and snapshots of sets that were
 * never whole, in every namespace. Thread-safe.
 */
final class KubernetesLeftovers implements Leftovers {

  private final KubernetesClient client;
  private final String namespace;

  KubernetesLeftovers(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  @Override
  public void takeOver(TaskIdentity identity, String helper) {
    Fence.takeOver(identity, client.pods().inNamespace(namespace).withName(helper));
    Fence.takeOver(identity, client.secrets().inNamespace(namespace).withName(helper));
    Fence.takeOver(
        identity, client.persistentVolumeClaims().inNamespace(namespace).withName(helper));
    Fence.takeOver(
        identity,
        client
            .genericKubernetesResources(SnapshotKinds.SNAPSHOT)
            .inNamespace(namespace)
            .withName(helper));
    Fence.takeOver(
        identity, client.genericKubernetesResources(SnapshotKinds.CONTENT).withName(helper));
  }

  @Override
  public int sweep(Instant endedBefore) {
    int swept = sweep(client.pods().inAnyNamespace(), endedBefore);
    swept += sweep(client.secrets().inNamespace(namespace), endedBefore);
    swept += sweep(client.persistentVolumeClaims().inNamespace(namespace), endedBefore);
    swept += sweep(client.leases().inNamespace(namespace), endedBefore);
    if (hasSnapshots()) {
      swept +=
          sweep(
              client.genericKubernetesResources(SnapshotKinds.SNAPSHOT).inNamespace(namespace),
              endedBefore);
      swept += sweep(client.genericKubernetesResources(SnapshotKinds.CONTENT), endedBefore);
      swept += sweepUnfinished(endedBefore);
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
    return (int)
        all.withLabel(StagedMetadata.HELPER, Labels.TRUE)
            .resources()
            .filter(resource -> isOver(resource.item(), endedBefore))
            .filter(Fence::deleteSeen)
            .count();
  }

  /**
   * Deletes snapshots, with what the storage holds of them, of attempts that ended before their set
   * was whole and had no successor. What is marked so was never reported: no restore point names it
   * (docs/snapshots.md).
   */
  private int sweepUnfinished(Instant endedBefore) {
    List<Resource<GenericKubernetesResource>> contents =
        unfinished(client.genericKubernetesResources(SnapshotKinds.CONTENT), endedBefore);
    List<Resource<GenericKubernetesResource>> snapshots =
        unfinished(
            client.genericKubernetesResources(SnapshotKinds.SNAPSHOT).inAnyNamespace(),
            endedBefore);
    for (Resource<GenericKubernetesResource> content : contents) {
      Fence.patchSeen(content, SnapshotObjects.released(content.item()).orElse(Map.of()));
    }
    int swept = (int) snapshots.stream().filter(Fence::deleteSeen).count();
    for (Resource<GenericKubernetesResource> content : contents) {
      Fence.delete(content, KubernetesLeftovers::isGivenUp);
    }
    return swept;
  }

  private static <L extends KubernetesResourceList<GenericKubernetesResource>>
      List<Resource<GenericKubernetesResource>> unfinished(
          FilterWatchListDeletable<
                  GenericKubernetesResource, L, Resource<GenericKubernetesResource>>
              all,
          Instant endedBefore) {
    return all.withLabel(Labels.UNFINISHED, Labels.TRUE)
        .resources()
        .filter(resource -> isOver(resource.item(), endedBefore))
        .toList();
  }

  private static boolean isGivenUp(GenericKubernetesResource content) {
    return content.getMetadata().getLabels() != null
        && content.getMetadata().getLabels().containsKey(Labels.UNFINISHED)
        && SnapshotObjects.released(content).isEmpty();
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
