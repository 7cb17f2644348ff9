// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.signal.HoldQuiesced.ExportedSnapshot;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dataservices.hold.BarrierPreparation;
import io.slackwater.dataservices.hold.KeeperRequest;
import io.slackwater.dataservices.hold.SnapshotKeeper;
import io.slackwater.snapshot.application.hold.Barriers;
import io.slackwater.snapshot.application.hold.HoldBarrier;
import io.slackwater.snapshot.domain.TaskIdentity;
import io.slackwater.snapshot.domain.hold.ContainerRun;
import io.slackwater.snapshot.domain.hold.Cover;
import io.slackwater.snapshot.domain.hold.DeclaringPod;
import io.slackwater.snapshot.domain.hold.Mount;
import io.slackwater.snapshot.domain.hold.PodsSeen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds writers among the pods that run now, and bars them through exec. Thread-safe. */
public final class KubernetesBarriers implements Barriers {

  private final KubernetesClient client;
  private final PodExec exec;
  private final TaskIdentity identity;
  private final Duration keep;
  private final String freezeImage;

  /**
   * Of the client's cluster, for one attempt; the client stays the caller's.
   *
   * @param keep how long what databases show is kept for participants
   * @param freezeImage of pods that freeze file systems
   */
  public KubernetesBarriers(
      KubernetesClient client,
      PodExec exec,
      TaskIdentity identity,
      Duration keep,
      String freezeImage) {
    this.client = client;
    this.exec = exec;
    this.identity = identity;
    this.keep = keep;
    this.freezeImage = freezeImage;
  }

  @Override
  public PodsSeen look(Scope scope) {
    return look(scope, pod -> !PodFacts.ended(pod));
  }

  @Override
  public PodsSeen lookAgain(Scope scope, PodsSeen earlier) {
    return look(scope, pod -> !earlier.ended().contains(pod.getMetadata().getUid()));
  }

  private PodsSeen look(Scope scope, Predicate<Pod> counts) {
    Components components = new Components(client, scope.namespace());
    List<Mount> mounts = new ArrayList<>();
    List<ContainerRun> runs = new ArrayList<>();
    Set<String> ended = new HashSet<>();
    for (Pod pod : client.pods().inNamespace(scope.namespace()).list().getItems()) {
      if (counts.test(pod)) {
        mounts.addAll(PodFacts.mounts(pod, components.of(pod)));
      }
      if (PodFacts.ended(pod)) {
        ended.add(pod.getMetadata().getUid());
      } else {
        runs.addAll(PodFacts.runs(pod));
      }
    }
    List<DeclaringPod> declaring =
        pods(scope).stream()
            .filter(PodFacts::declares)
            .filter(counts)
            .map(
                pod ->
                    new DeclaringPod(
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid(),
                        components.of(pod)))
            .toList();
    return new PodsSeen(mounts, runs, declaring, ended);
  }

  @Override
  public List<HoldBarrier> of(Scope scope, List<String> claims, HoldOrder order, HoldId hold) {
    HoldSettings settings = HoldSettings.of(hold, order, keep);
    Components components = new Components(client, scope.namespace());
    List<HoldBarrier> barriers = new ArrayList<>();
    for (DeclaredWriter writer : writers(scope)) {
      barriers.add(ofWriter(scope, writer, components.of(writer.pod()), settings, barriers.size()));
    }
    Primaries primaries = new Primaries(client, exec, identity);
    for (DataService dataService : order.dataServices()) {
      barriers.add(
          ofDataService(
              dataService,
              primaries.of(scope.namespace(), dataService),
              settings,
              barriers.size()));
    }
    List<Cover> covers = barriers.stream().flatMap(one -> one.covers().stream()).toList();
    barriers.addAll(
        new Freezes(client, exec, identity, freezeImage)
            .of(scope.namespace(), claims, settings, covers));
    return List.copyOf(barriers);
  }

  private List<DeclaredWriter> writers(Scope scope) {
    return pods(scope).stream()
        .filter(PodFacts::running)
        .flatMap(pod -> DeclaredWriter.of(pod).stream())
        .sorted(
            Comparator.comparingInt(DeclaredWriter::order)
                .thenComparing(writer -> writer.pod().getMetadata().getName()))
        .toList();
  }

  /** The application's own; in its namespace there may be others. */
  private List<Pod> pods(Scope scope) {
    var pods = client.pods().inNamespace(scope.namespace());
    String selector = scope.selector();
    return (selector == null ? pods.list() : pods.withLabelSelector(selector).list()).getItems();
  }

  private HoldBarrier ofWriter(
      Scope scope, DeclaredWriter writer, String component, HoldSettings settings, int place) {
    String pod = writer.pod().getMetadata().getName();
    return new PodBarrier(
        component,
        new Cover(pod, null, "command of the writer"),
        new PodBarrier.Way() {
          @Override
          public void flush() {
            // What a writer has in memory is its own: its command says READY when it is written.
          }

          @Override
          public BarrierPreparation prepare() {
            return writer
                .command()
                .prepare(
                    exec,
                    new PodTarget(scope.namespace(), pod, writer.container()),
                    settings.request(place),
                    settings.prepare());
          }

          @Override
          public @Nullable SnapshotKeeper keeper() {
            return null;
          }

          @Override
          public List<ExportedSnapshot> exported(SnapshotKeeper keeper) {
            return List.of();
          }
        });
  }

  private static HoldBarrier ofDataService(
      DataService dataService, DataServiceSession primary, HoldSettings settings, int place) {
    PodTarget pod = primary.pod();
    return new PodBarrier(
        dataService.workload().toString(),
        new Cover(pod.pod(), pod.container(), dataService.blueprint() + " barrier"),
        new PodBarrier.Way() {
          @Override
          public void flush() {
            primary.flush(settings.prepare());
          }

          @Override
          public BarrierPreparation prepare() {
            return primary.prepareBarrier(settings.request(place), settings.prepare());
          }

          @Override
          public @Nullable SnapshotKeeper keeper() {
            return settings.keeps()
                ? primary.openKeeper(
                    new KeeperRequest(settings.hold().value(), settings.keep()), settings.prepare())
                : null;
          }

          @Override
          public List<ExportedSnapshot> exported(SnapshotKeeper keeper) {
            return keeper.take().stream()
                .map(
                    kept ->
                        new ExportedSnapshot(
                            dataService.name(), pod.pod(), kept.database(), kept.snapshot()))
                .toList();
          }
        });
  }
}
