// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.snapshot.Samples;
import io.slackwater.snapshot.domain.ClaimView;
import io.slackwater.snapshot.domain.CutContent;
import io.slackwater.snapshot.domain.CutSnapshot;
import io.slackwater.snapshot.domain.CutUnknownException;
import io.slackwater.snapshot.domain.FilledVolume;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.MoverState;
import io.slackwater.snapshot.domain.ObjectNames;
import io.slackwater.snapshot.domain.SnapshotClass;
import io.slackwater.snapshot.domain.StorageClassView;
import io.slackwater.snapshot.domain.SupersededException;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A cluster in memory whose storage and movers behave as a test says. */
final class FakeCluster implements SnapshotStore, ClaimStore, VolumeStore, Movers, Leftovers {

  static final Limits LIMITS =
      new Limits(
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          2);

  /** What is asked of the cluster, in order. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  final Map<String, ClaimView> claims = new ConcurrentHashMap<>();
  final Map<String, CutSnapshot> snapshots = new ConcurrentHashMap<>();
  final Map<String, CutContent> contents = new ConcurrentHashMap<>();
  final Map<String, MoverState> movers = new ConcurrentHashMap<>();
  final Map<String, FilledVolume> kept = new ConcurrentHashMap<>();

  /** The newest attempt that goes on with a helper's objects. */
  final Map<String, Integer> holders = new ConcurrentHashMap<>();

  /** Contents whose set was reported as whole. */
  final Set<String> finished = ConcurrentHashMap.newKeySet();

  final Set<String> bound = ConcurrentHashMap.newKeySet();

  /** Claims whose snapshots the storage never finishes. */
  final Set<String> stuck = ConcurrentHashMap.newKeySet();

  /** Claims whose next request for a snapshot is not answered. */
  final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  /** What the cluster still makes of requests that were not answered. */
  final List<Runnable> lateRequests = new CopyOnWriteArrayList<>();

  /** What a mover's state becomes when it is started. */
  MoverState started = new MoverState.Succeeded();

  List<MoverLine> log = new ArrayList<>();
  SnapshotStore.Binding binding = new SnapshotStore.Binding(true, Optional.empty());
  StorageClassView storageClass = new StorageClassView("fast", Samples.DRIVER, false);

  final List<String> steps = new CopyOnWriteArrayList<>();

  /** How the last attempt takes back what it made. */
  final AtomicReference<@Nullable TakingBack> takingBack = new AtomicReference<>();

  Work work(TaskIdentity identity) {
    return work(identity, () -> {});
  }

  Work work(TaskIdentity identity, Runnable active) {
    Patience patience =
        new Patience(
            Clock.systemUTC(),
            Duration.ofMillis(1),
            active,
            Instant.now().plus(Duration.ofSeconds(5)));
    return new Work(
        identity,
        new Cluster(this, this, this, this, this),
        patience,
        new Progress((step, done, total) -> steps.add(step)),
        takingBack::set);
  }

  void boundClaim(String namespace, String name) {
    claims.put(
        namespace + "/" + name,
        new ClaimView(namespace, name, "Bound", "pv-" + name, Samples.DRIVER, Map.of(), null));
  }

  @Override
  public List<SnapshotClass> classes() {
    return List.of(new SnapshotClass("snaps", Samples.DRIVER, true));
  }

  @Override
  public List<CutSnapshot> ofTask(String namespace, TaskIdentity identity) {
    return List.copyOf(snapshots.values());
  }

  @Override
  public void cut(
      TaskIdentity identity,
      @Nullable HoldId hold,
      String namespace,
      String claim,
      SnapshotClass with) {
    String name =
        hold == null
            ? ObjectNames.snapshot(identity, claim)
            : ObjectNames.snapshot(identity, hold, claim);
    calls.add("cut " + claim);
    if (unanswered.remove(claim)) {
      lateRequests.add(() -> make(identity, hold, namespace, claim, name));
      throw new CutUnknownException(claim, name, "timeout");
    }
    make(identity, hold, namespace, claim, name);
  }

  private void make(
      TaskIdentity identity, @Nullable HoldId hold, String namespace, String claim, String name) {
    String content = "content-" + name;
    snapshots.put(
        name,
        new CutSnapshot(
            namespace,
            name,
            claim,
            identity.attempt(),
            hold,
            identity.attempt(),
            false,
            content,
            null));
    contents.put(content, content(content, false, !stuck.contains(claim)));
  }

  private static CutContent content(String name, boolean retained, boolean ready) {
    return new CutContent(
        name,
        Samples.DRIVER,
        "snaps",
        retained,
        ready,
        "handle-of-" + name,
        Instant.EPOCH,
        0L,
        null);
  }

  @Override
  public Optional<CutContent> content(String name) {
    return Optional.ofNullable(contents.get(name));
  }

  @Override
  public void retain(TaskIdentity identity, String content) {
    calls.add("retain");
    contents.computeIfPresent(content, (name, old) -> content(name, true, old.readyToUse()));
  }

  @Override
  public void takeOver(TaskIdentity identity, CutSnapshot snapshot) {
    snapshots.computeIfPresent(
        snapshot.name(),
        (name, s) ->
            new CutSnapshot(
                s.namespace(),
                name,
                s.claim(),
                s.attempt(),
                s.hold(),
                Math.max(s.holder(), identity.attempt()),
                s.deleting(),
                s.content(),
                s.error()));
  }

  @Override
  public void finish(TaskIdentity identity, CutSnapshot snapshot) {
    finished.add(String.valueOf(snapshot.content()));
  }

  @Override
  public void destroy(TaskIdentity identity, CutSnapshot snapshot) {
    calls.add("destroy " + snapshot.claim());
    snapshots.remove(snapshot.name());
  }

  @Override
  public List<String> contentsOf(String driver, String handle) {
    return contents.values().stream()
        .filter(content -> handle.equals(content.handle()))
        .map(CutContent::name)
        .toList();
  }

  @Override
  public void destroy(TaskIdentity identity, String content) {
    calls.add("destroy " + content);
    contents.remove(content);
  }

  @Override
  public void bind(TaskIdentity identity, String helper, VolumeSnapshotArtifact snapshot) {
    calls.add("bind " + snapshot.handle());
    bound.add(helper);
  }

  @Override
  public SnapshotStore.Binding binding(String helper) {
    return binding;
  }

  @Override
  public void unbind(TaskIdentity identity, String helper) {
    refuseNewer(identity, helper);
    bound.remove(helper);
  }

  @Override
  public boolean unbound(String helper) {
    return !bound.contains(helper);
  }

  @Override
  public boolean namespaceExists(String namespace) {
    return true;
  }

  @Override
  public Optional<ClaimView> find(String namespace, String name) {
    return Optional.ofNullable(claims.get(namespace + "/" + name));
  }

  @Override
  public Optional<StorageClassView> storageClass(String name) {
    return Optional.of(storageClass);
  }

  @Override
  public Optional<StorageClassView> defaultStorageClass() {
    return Optional.of(storageClass);
  }

  @Override
  public void stage(
      TaskIdentity identity, String helper, VolumeClaim like, long bytes, boolean fromSnapshot) {
    calls.add("stage" + (fromSnapshot ? " from snapshot" : " empty"));
    boundClaim("system", helper);
  }

  @Override
  public Optional<ClaimView> staged(String helper) {
    return find("system", helper);
  }

  @Override
  public List<String> warnings(String helper) {
    return List.of();
  }

  @Override
  public void unstage(TaskIdentity identity, String helper) {
    refuseNewer(identity, helper);
    claims.remove("system/" + helper);
  }

  @Override
  public void make(TaskIdentity identity, String namespace, VolumeClaim like, FilledVolume volume) {
    calls.add("make " + namespace + "/" + like.name());
    claims.put(
        namespace + "/" + like.name(),
        new ClaimView(
            namespace,
            like.name(),
            "Bound",
            volume.name(),
            Samples.DRIVER,
            identity.marks(),
            volume.from()));
  }

  @Override
  public Optional<FilledVolume> kept(TaskIdentity identity, String claim) {
    return Optional.ofNullable(kept.get(claim));
  }

  @Override
  public void keep(TaskIdentity identity, String claim, FilledVolume volume) {
    calls.add("keep " + volume.name());
    kept.put(claim, volume);
  }

  @Override
  public void reserve(TaskIdentity identity, String volume, String namespace, String claim) {
    calls.add("reserve " + volume);
  }

  @Override
  public void settle(TaskIdentity identity, String volume) {
    calls.add("settle " + volume);
  }

  @Override
  public void start(TaskIdentity identity, MoverOrder order) {
    calls.add("start " + order.arguments().getFirst());
    movers.put(order.helper(), started);
  }

  @Override
  public MoverState state(String helper) {
    return movers.getOrDefault(helper, new MoverState.Absent());
  }

  @Override
  public Movers.Following follow(String helper, Consumer<MoverLine> reader) {
    log.forEach(reader);
    return () -> {};
  }

  @Override
  public List<MoverLine> lastLines(String helper) {
    return List.copyOf(log);
  }

  @Override
  public void remove(TaskIdentity identity, String helper) {
    refuseNewer(identity, helper);
    movers.remove(helper);
  }

  @Override
  public boolean gone(String helper) {
    return !movers.containsKey(helper);
  }

  @Override
  public void takeOver(TaskIdentity identity, String helper) {
    refuseNewer(identity, helper);
    holders.put(helper, identity.attempt());
  }

  private void refuseNewer(TaskIdentity identity, String helper) {
    int holder = holders.getOrDefault(helper, 0);
    if (holder > identity.attempt()) {
      throw new SupersededException(identity, helper, holder);
    }
  }

  @Override
  public int sweep(Instant endedBefore) {
    return 0;
  }

  /** Names of every helper that is left. */
  List<String> left() {
    List<String> left = new ArrayList<>(movers.keySet());
    left.addAll(bound);
    claims.keySet().stream().filter(name -> name.startsWith("system/")).forEach(left::add);
    return left;
  }

  /** Exports in memory. */
  static final class FakeExports implements Exports {

    final Map<String, MoverLine.BackupSummary> stored = new HashMap<>();
    final List<String> calls = new ArrayList<>();

    @Override
    public void prepare(RepositoryRef repository) {
      calls.add("prepare");
    }

    @Override
    public Optional<MoverLine.BackupSummary> find(
        RepositoryRef repository, TaskIdentity identity, String claim) {
      calls.add("find");
      return Optional.ofNullable(stored.get(claim));
    }

    @Override
    public void forget(
        RepositoryRef repository, TaskIdentity identity, String claim, Runnable active) {
      active.run();
      calls.add("forget " + claim);
      stored.remove(claim);
    }

    @Override
    public void releaseLocks(RepositoryRef repository, String helper, Runnable active) {
      active.run();
      calls.add("release locks");
    }

    @Override
    public Map<String, String> environment(RepositoryRef repository) {
      return Map.of("RESTIC_PASSWORD", "secret");
    }
  }
}
