// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.snapshot.domain.ClaimView;
import io.slackwater.snapshot.domain.CutContent;
import io.slackwater.snapshot.domain.CutSnapshot;
import io.slackwater.snapshot.domain.SnapshotPlan;
import io.slackwater.snapshot.domain.SupersededException;
import io.slackwater.snapshot.domain.VolumeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The snapshots that one attempt has of a task's claims, and those that older ones left. */
public final class SnapshotSet {

  private static final Logger LOGGER = Logger.getLogger(SnapshotSet.class);

  private final Limits limits;
  private final Work work;
  private final String namespace;
  private final List<VolumeClaim> claims;
  private final SnapshotRequests requests;

  /** Of claims in a namespace. Taken back when the run is cancelled. */
  public SnapshotSet(Limits limits, Work work, String namespace, List<VolumeClaim> claims) {
    this.limits = limits;
    this.work = work;
    this.namespace = namespace;
    this.claims = List.copyOf(claims);
    this.requests = new SnapshotRequests(work, namespace);
    work.whenCancelled().accept(this::takeBack);
  }

  /**
   * Looks at every claim; changes nothing.
   *
   * @throws VolumeException naming every fault
   */
  public SnapshotPlan plan() {
    if (claims.isEmpty()) {
      return new SnapshotPlan(Map.of());
    }
    Map<String, ClaimView> found = new HashMap<>();
    for (VolumeClaim claim : claims) {
      work.cluster()
          .claims()
          .find(namespace, claim.name())
          .ifPresent(view -> found.put(claim.name(), view));
    }
    return SnapshotPlan.of(namespace, claims, found, store().classes());
  }

  /**
   * What attempts of the task asked for, up to this one.
   *
   * @throws SupersededException when a newer attempt has begun
   */
  public List<CutSnapshot> mine() {
    if (claims.isEmpty()) {
      return List.of();
    }
    List<CutSnapshot> found = store().ofTask(namespace, work.identity());
    for (CutSnapshot snapshot : found) {
      if (snapshot.holder() > work.identity().attempt()) {
        throw new SupersededException(work.identity(), snapshot.name(), snapshot.holder());
      }
    }
    return found;
  }

  /** Goes on with snapshots of an older attempt. */
  public void takeOver(List<CutSnapshot> adopted) {
    for (CutSnapshot snapshot : adopted) {
      work.patience().active().run();
      store().takeOver(work.identity(), snapshot);
    }
  }

  /**
   * Asks for all snapshots at once.
   *
   * @param hold the hold they are of; absent when there is none
   */
  public void request(SnapshotPlan plan, @Nullable HoldId hold) throws InterruptedException {
    if (plan.classes().isEmpty()) {
      return;
    }
    work.patience().active().run();
    requests.ask(plan, hold);
  }

  /**
   * Waits until the data of every snapshot of a hold is fixed.
   *
   * @param cutAtCreation the drivers whose reported creation means that; of others it is known only
   *     when a snapshot is ready to use
   * @return by claim
   */
  public Map<String, CutContent> awaitFixed(
      HoldId hold, Predicate<String> cutAtCreation, Duration interval, Duration atMost)
      throws InterruptedException {
    if (claims.isEmpty()) {
      return Map.of();
    }
    Map<String, CutContent> fixed = new HashMap<>();
    Map<String, String> last = new HashMap<>();
    return work.patience()
        .every(interval)
        .await(
            atMost,
            () -> lookForFixed(hold, cutAtCreation, fixed, last),
            () ->
                late(last, "the storage did not cut the snapshots while the writers were barred"));
  }

  private Optional<Map<String, CutContent>> lookForFixed(
      HoldId hold,
      Predicate<String> cutAtCreation,
      Map<String, CutContent> fixed,
      Map<String, String> last) {
    for (CutSnapshot snapshot : mine()) {
      String content = snapshot.content();
      if (!hold.equals(snapshot.hold()) || fixed.containsKey(snapshot.claim())) {
        continue;
      }
      last.put(snapshot.claim(), said(snapshot.error(), "no creation reported yet"));
      if (content != null) {
        store()
            .content(content)
            .filter(there -> there.fixed(cutAtCreation.test(there.driver())))
            .ifPresent(there -> fixed.put(snapshot.claim(), there));
      }
    }
    last.keySet().removeAll(fixed.keySet());
    return fixed.size() == claims.size() ? Optional.of(Map.copyOf(fixed)) : Optional.empty();
  }

  /**
   * Waits until the storage has finished the snapshots and keeps each of them.
   *
   * @param members which snapshots of the task are waited for
   * @return one artifact for each claim, in their order
   */
  public List<VolumeSnapshotArtifact> await(Predicate<CutSnapshot> members)
      throws InterruptedException {
    if (claims.isEmpty()) {
      return List.of();
    }
    Map<String, String> last = new HashMap<>();
    Map<String, CutContent> contents =
        work.patience()
            .await(
                limits.snapshot(),
                () -> look(members, last),
                () -> late(last, "the storage did not finish the snapshots in time"));
    List<VolumeSnapshotArtifact> artifacts =
        claims.stream()
            .map(claim -> artifact(claim, Objects.requireNonNull(contents.get(claim.name()))))
            .toList();
    for (CutSnapshot snapshot : mine().stream().filter(members).toList()) {
      work.patience().active().run();
      store().finish(work.identity(), snapshot);
    }
    return artifacts;
  }

  private static String late(Map<String, String> last, String what) {
    return last.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> "claim '" + entry.getKey() + "': " + entry.getValue())
        .collect(Collectors.joining("; ", what + ": ", ""));
  }

  /** Looks at every snapshot, and makes each content retained as soon as there is one. */
  private Optional<Map<String, CutContent>> look(
      Predicate<CutSnapshot> members, Map<String, String> last) {
    Map<String, CutSnapshot> cut =
        mine().stream()
            .filter(members)
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
      Optional<CutContent> content = store().content(snapshot.content());
      if (content.isPresent() && !content.get().retained()) {
        work.patience().active().run();
        store().retain(work.identity(), content.get().name());
        content = store().content(snapshot.content());
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

  /**
   * Deletes all that attempts up to this one had cut, after a failure; its own failure is added.
   */
  public void sweepAfter(VolumeException failure) throws InterruptedException {
    work.patience().active().run();
    try {
      sweep(mine());
    } catch (VolumeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Deletes all that attempts up to this one asked for, and what comes of requests that were not
   * answered.
   */
  private List<String> takeBack(Patience patience) throws InterruptedException {
    CancelledSnapshots cancelled =
        new CancelledSnapshots(work.identity(), store(), namespace, requests.unanswered());
    return claims.isEmpty() ? List.of() : cancelled.takeBack(this::mine, patience);
  }

  /** Deletes snapshots and waits until they are gone. */
  public void sweep(List<CutSnapshot> snapshots) throws InterruptedException {
    if (snapshots.isEmpty()) {
      return;
    }
    Set<String> voided = snapshots.stream().map(CutSnapshot::name).collect(Collectors.toSet());
    LOGGER.infof(
        "void snapshots are deleted taskId=%s namespace=%s count=%d",
        work.identity().task(), namespace, voided.size());
    work.patience()
        .awaitTrue(
            limits.cleanup(),
            () -> {
              List<CutSnapshot> left =
                  mine().stream().filter(s -> voided.contains(s.name())).toList();
              for (CutSnapshot snapshot : left) {
                work.patience().active().run();
                store().destroy(work.identity(), snapshot);
              }
              return left.isEmpty();
            },
            () -> "void VolumeSnapshots " + voided + " in '" + namespace + "' do not go away");
  }

  private SnapshotStore store() {
    return work.cluster().snapshots();
  }
}
