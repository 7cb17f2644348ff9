// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.snapshot.application.hold.HoldBarrier;
import io.slackwater.snapshot.domain.HoldFailedException;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.TaskIdentity;
import io.slackwater.snapshot.domain.hold.Cover;
import io.slackwater.snapshot.domain.hold.Mount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds the claims whose owner asks, by an annotation, that their file system is frozen in a hold,
 * because nothing else bars who writes there.
 */
final class Freezes {

  /** The claim's annotation; its value is {@code true}. */
  static final String ANNOTATION = "slackwater.io/freeze";

  private final KubernetesClient client;
  private final PodExec exec;
  private final TaskIdentity identity;
  private final String image;

  Freezes(KubernetesClient client, PodExec exec, TaskIdentity identity, String image) {
    this.client = client;
    this.exec = exec;
    this.identity = identity;
    this.image = image;
  }

  /**
   * The freezes of a hold.
   *
   * @param barred what other barriers of the hold bar
   * @throws HoldFailedException for a claim that is annotated and must not be frozen
   */
  List<HoldBarrier> of(
      String namespace, List<String> claims, HoldSettings settings, Collection<Cover> barred) {
    sweep(namespace, settings.prepare());
    List<HoldBarrier> freezes = new ArrayList<>();
    List<Pod> pods =
        client.pods().inNamespace(namespace).list().getItems().stream()
            .filter(pod -> !PodFacts.ended(pod))
            .toList();
    for (String name : claims) {
      PersistentVolumeClaim claim =
          client.persistentVolumeClaims().inNamespace(namespace).withName(name).get();
      if (claim != null && wanted(claim)) {
        node(claim, pods, barred)
            .map(node -> barrier(claim, node, settings))
            .ifPresent(freezes::add);
      }
    }
    return freezes;
  }

  private HoldBarrier barrier(PersistentVolumeClaim claim, String node, HoldSettings settings) {
    return new FreezeBarrier(
        client,
        exec,
        claim.getMetadata().getName(),
        FreezePod.of(identity, settings.hold(), claim, node, image),
        new FreezeBarrier.Bounds(settings.request(1), settings.prepare()));
  }

  private static boolean wanted(PersistentVolumeClaim claim) {
    Map<String, String> annotations = claim.getMetadata().getAnnotations();
    String value = annotations == null ? null : annotations.get(ANNOTATION);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (!value.equals(Labels.TRUE)) {
      throw refused(claim, "its annotation must be \"true\" or \"false\", not \"" + value + "\"");
    }
    return true;
  }

  /** Where the claim is used; empty when nobody can write to it. */
  private Optional<String> node(
      PersistentVolumeClaim claim, List<Pod> pods, Collection<Cover> barred) {
    String name = claim.getMetadata().getName();
    List<String> nodes = new ArrayList<>();
    for (Pod pod : pods) {
      for (Mount mount : PodFacts.mounts(pod, pod.getMetadata().getName())) {
        if (!mount.claim().equals(name)) {
          continue;
        }
        barred.stream()
            .filter(cover -> cover.covers(mount))
            .findAny()
            .ifPresent(
                cover -> {
                  throw refused(
                      claim,
                      "pod %s is barred by its %s, which could not answer any more while its volume stands still"
                          .formatted(mount.pod(), cover.barrier()));
                });
        String node = pod.getSpec().getNodeName();
        if (node != null && !nodes.contains(node)) {
          nodes.add(node);
        }
      }
    }
    if (nodes.size() > 1) {
      throw refused(claim, "it is used on several nodes " + nodes + ", and a freeze is of one");
    }
    return nodes.stream().findFirst();
  }

  private static HoldFailedException refused(PersistentVolumeClaim claim, String why) {
    return new HoldFailedException(
        "claim '%s/%s' is to be frozen (annotation %s), but %s: nobody was barred; correct or remove the annotation"
            .formatted(
                claim.getMetadata().getNamespace(), claim.getMetadata().getName(), ANNOTATION, why),
        false);
  }

  /**
   * Deletes what an earlier hold left, and waits until it is gone: its guardian would thaw ours.
   */
  private void sweep(String namespace, Duration atMost) {
    List<PodResource> left =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel(FreezePod.LABEL, Labels.TRUE)
            .withLabel(Labels.APPLICATION, identity.application().name())
            .resources()
            .toList();
    left.forEach(pod -> pod.withGracePeriod(0).delete());
    left.forEach(
        pod -> pod.waitUntilCondition(Objects::isNull, atMost.toMillis(), TimeUnit.MILLISECONDS));
  }
}
