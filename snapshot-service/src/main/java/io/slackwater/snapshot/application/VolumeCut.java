// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.snapshot.domain.Adoption;
import io.slackwater.snapshot.domain.ClaimView;
import io.slackwater.snapshot.domain.CutContent;
import io.slackwater.snapshot.domain.CutSnapshot;
import io.slackwater.snapshot.domain.SnapshotPlan;
import io.slackwater.snapshot.domain.SupersededException;
import io.slackwater.snapshot.domain.VolumeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Cuts the snapshots of an application's volumes, all at once, and makes the storage keep them. */
public final class VolumeCut {

  private static final Logger LOGGER = Logger.getLogger(VolumeCut.class);

  private final Limits limits;

  /** With its bounds. */
  public VolumeCut(Limits limits) {
    this.limits = limits;
  }

  /**
   * Cuts, or goes on with what an older attempt cut.
   *
   * @return one artifact for each claim, in their order; the storage keeps every one
   * @throws VolumeException when not all of them can be had; what this attempt and older ones had
   *     cut is gone then
   * @throws SupersededException when a newer attempt has begun; nothing was touched then
   */
  public List<VolumeSnapshotArtifact> run(Work work, String namespace, List<VolumeClaim> claims)
      throws InterruptedException {
    if (claims.isEmpty()) {
      return List.of();
    }
    SnapshotStore store = work.cluster().snapshots();
    SnapshotPlan plan =
        SnapshotPlan.of(namespace, claims, found(work, namespace, claims), store.classes());
    Adoption adoption = Adoption.decide(plan.classes().keySet(), mine(work, namespace));
    sweep(work, namespace, names(adoption.voided()));
    int attempt = work.identity().attempt();
    if (adoption.cutAgain()) {
      cut(work, namespace, plan);
    } else {
      attempt = adoption.adopted().getFirst().attempt();
      takeOver(work, adoption.adopted());
      LOGGER.infof(
          "snapshots adopted taskId=%s namespace=%s attempt=%d",
          work.identity().task(), namespace, attempt);
    }
    try {
      List<VolumeSnapshotArtifact> artifacts = await(work, namespace, claims, attempt);
      finish(work, namespace);
      return artifacts;
    } catch (SupersededException e) {
      throw e;
    } catch (VolumeException e) {
      sweepAfter(e, work, namespace);
      throw e;
    }
  }

  /**
   * What attempts of the task asked for, up to this one.
   *
   * @throws SupersededException when a newer attempt has begun
   */
  private static List<CutSnapshot> mine(Work work, String namespace) {
    List<CutSnapshot> found = work.cluster().snapshots().ofTask(namespace, work.identity());
    for (CutSnapshot snapshot : found) {
      if (snapshot.holder() > work.identity().attempt()) {
        throw new SupersededException(work.identity(), snapshot.name(), snapshot.holder());
      }
    }
    return found;
  }

  private static void takeOver(Work work, List<CutSnapshot> adopted) {
    for (CutSnapshot snapshot : adopted) {
      work.patience().active().run();
      work.cluster().snapshots().takeOver(work.identity(), snapshot);
    }
  }

  private static void finish(Work work, String namespace) {
    for (CutSnapshot snapshot : mine(work, namespace)) {
      work.patience().active().run();
      work.cluster().snapshots().finish(work.identity(), snapshot);
    }
  }

  private static Map<String, ClaimView> found(
      Work work, String namespace, List<VolumeClaim> claims) {
    Map<String, ClaimView> found = new HashMap<>();
    for (VolumeClaim claim : claims) {
      work.cluster()
          .claims()
          .find(namespace, claim.name())
          .ifPresent(view -> found.put(claim.name(), view));
    }
    return found;
  }

  private void cut(Work work, String namespace, SnapshotPlan plan) throws InterruptedException {
    work.patience().active().run();
    work.progress().step("cutting " + plan.classes().size() + " snapshots");
    List<Callable<String>> requests =
        plan.classes().entrySet().stream()
            .<Callable<String>>map(
                entry ->
                    () -> {
                      work.patience().active().run();
                      work.cluster()
                          .snapshots()
                          .cut(work.identity(), namespace, entry.getKey(), entry.getValue());
                      return entry.getKey();
                    })
            .toList();
    EachVolume.run(requests.size(), requests);
  }

  private List<VolumeSnapshotArtifact> await(
      Work work, String namespace, List<VolumeClaim> claims, int attempt)
      throws InterruptedException {
    Map<String, String> last = new HashMap<>();
    Map<String, CutContent> contents =
        work.patience()
            .await(
                limits.snapshot(),
                () -> look(work, namespace, claims, attempt, last),
                () -> late(last));
    return claims.stream()
        .map(claim -> artifact(claim, Objects.requireNonNull(contents.get(claim.name()))))
        .toList();
  }

  private static String late(Map<String, String> last) {
    return last.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> "claim '" + entry.getKey() + "': " + entry.getValue())
        .collect(
            Collectors.joining(
                "; ", "the storage did not finish the snapshots in time and they are void: ", ""));
  }

  /** Looks at every snapshot, and makes each content retained as soon as there is one. */
  private static Optional<Map<String, CutContent>> look(
      Work work,
      String namespace,
      List<VolumeClaim> claims,
      int attempt,
      Map<String, String> last) {
    SnapshotStore store = work.cluster().snapshots();
    Map<String, CutSnapshot> cut =
        mine(work, namespace).stream()
            .filter(snapshot -> snapshot.attempt() == attempt)
            .collect(Collectors.toMap(CutSnapshot::claim, Function.identity(), (a, b) -> a));
    Map<String, CutContent> safe = new HashMap<>();
    last.clear();
    for (VolumeClaim claim : claims) {
      CutSnapshot snapshot = cut.get(claim.name());
      if (snapshot == null || snapshot.deleting()) {
        last.put(claim.name(), "its VolumeSnapshot was deleted by somebody");
        continue;
      }
      if (snapshot.content() == null) {
        last.put(claim.name(), said(snapshot.error(), "no VolumeSnapshotContent yet"));
        continue;
      }
      Optional<CutContent> content = store.content(snapshot.content());
      if (content.isPresent() && !content.get().retained()) {
        work.patience().active().run();
        store.retain(work.identity(), content.get().name());
        content = store.content(snapshot.content());
      }
      content
          .filter(CutContent::safe)
          .ifPresentOrElse(
              ready -> safe.put(claim.name(), ready),
              () -> last.put(claim.name(), said(snapshot.error(), "not ready to use yet")));
    }
    return last.isEmpty() ? Optional.of(safe) : Optional.empty();
  }

  private static String said(@Nullable String error, String otherwise) {
    return error == null ? otherwise : error;
  }

  private static VolumeSnapshotArtifact artifact(VolumeClaim claim, CutContent content) {
    Long restoreSize = content.restoreSizeBytes();
    Instant createdAt = Objects.requireNonNull(content.createdAt());
    return new VolumeSnapshotArtifact(
        claim,
        content.driver(),
        Objects.requireNonNullElse(content.snapshotClass(), ""),
        Objects.requireNonNull(content.handle()),
        content.name(),
        restoreSize == null || restoreSize == 0 ? claim.capacityBytes() : restoreSize,
        createdAt);
  }

  private static Set<String> names(List<CutSnapshot> snapshots) {
    return snapshots.stream().map(CutSnapshot::name).collect(Collectors.toSet());
  }

  private void sweepAfter(VolumeException failure, Work work, String namespace)
      throws InterruptedException {
    work.patience().active().run();
    try {
      sweep(work, namespace, names(mine(work, namespace)));
    } catch (VolumeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Deletes snapshots and waits until they are gone. */
  private void sweep(Work work, String namespace, Set<String> voided) throws InterruptedException {
    if (voided.isEmpty()) {
      return;
    }
    LOGGER.infof(
        "void snapshots are deleted taskId=%s namespace=%s count=%d",
        work.identity().task(), namespace, voided.size());
    SnapshotStore store = work.cluster().snapshots();
    work.patience()
        .awaitTrue(
            limits.cleanup(),
            () -> {
              List<CutSnapshot> left =
                  mine(work, namespace).stream().filter(s -> voided.contains(s.name())).toList();
              for (CutSnapshot snapshot : left) {
                work.patience().active().run();
                store.destroy(work.identity(), snapshot);
              }
              return left.isEmpty();
            },
            () -> "void VolumeSnapshots " + voided + " in '" + namespace + "' do not go away");
  }
}
