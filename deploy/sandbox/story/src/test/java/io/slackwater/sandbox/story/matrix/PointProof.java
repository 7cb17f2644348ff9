// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.sandbox.story.shop.Evidence;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Writers;
import io.slackwater.sandbox.story.shop.Writings;
import io.slackwater.sandbox.story.stack.Sandbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Proves a restore point of the shop by its content: its snapshots are opened, a PostgreSQL reads
 * its files, its dump is read. Compared is what the two writers had made of one cut. For one
 * thread.
 */
final class PointProof {

  private final Sandbox sandbox;
  private final KubernetesClient cluster;

  PointProof(Sandbox sandbox, KubernetesClient cluster) {
    this.sandbox = sandbox;
    this.cluster = cluster;
  }

  /** How the point is not what it says, a line each; empty when it is. */
  List<String> faults(RestorePoint point) {
    Optional<HoldArtifact> hold = hold(point);
    if (hold.isEmpty()) {
      return point.components().stream()
          .filter(part -> part.consistency() == Consistency.APPLICATION)
          .map(part -> "%s is APPLICATION without a hold".formatted(part.component()))
          .toList();
    }
    List<String> faults = new ArrayList<>();
    List<DumpArtifact> dumps = first(point, DumpArtifact.class).toList();
    if (point.consistency() == Consistency.APPLICATION) {
      hold.get()
          .unbarred()
          .forEach(writer -> faults.add("it is APPLICATION, but nobody barred " + writer));
      dumps.stream()
          .filter(dump -> !hold.get().hold().equals(dump.hold()))
          .forEach(
              dump -> faults.add("it is APPLICATION, but its dump is not of its hold: " + dump));
    }
    Contents volumes = volumes(point);
    faults.addAll(wrong(volumes, point, hold.get()));
    for (DumpArtifact dump : dumps) {
      if ("shop".equals(dump.database())) {
        Contents rows = new DumpContents(new Repository(sandbox, point.application())).read(dump);
        faults.addAll(
            hold.get().hold().equals(dump.hold())
                ? rows.differences(volumes)
                : wrongLater(rows, volumes, point));
      }
    }
    return faults;
  }

  /** The hold that a point is of; empty when it is of none. */
  static Optional<HoldArtifact> hold(RestorePoint point) {
    return first(point, HoldArtifact.class).findFirst();
  }

  private Contents volumes(RestorePoint point) {
    Map<String, String> handles = new HashMap<>();
    first(point, VolumeSnapshotArtifact.class)
        .forEach(snapshot -> handles.put(snapshot.claim().name(), snapshot.handle()));
    return new VolumeContents(sandbox)
        .read(
            Objects.requireNonNull(handles.get("data-database-0")),
            Objects.requireNonNull(handles.get("order-files")));
  }

  private List<String> wrong(Contents volumes, RestorePoint point, HoldArtifact hold) {
    Inspector inspector = new Inspector(cluster, point.application().namespace());
    Instant cut = hold.cutAt();
    Map<String, String> committed = new HashMap<>();
    for (Evidence.Order order : inspector.committedBefore(cut).orders().values()) {
      committed.put(order.file(), order.sha256());
    }
    List<String> faults = new ArrayList<>();
    faults.addAll(
        Contents.compare("files of the snapshot", volumes.files(), "its rows", volumes.orders()));
    faults.addAll(
        Contents.compare(
            "rows of the snapshot", volumes.orders(), "what was committed", committed));
    Writers writers = new Writers(inspector);
    Writings written = writers.visitsBefore(Instant.now().plusSeconds(60));
    Writings found =
        new Writings(volumes.files().keySet(), volumes.orders().keySet(), volumes.lives());
    faults.addAll(found.visitsOtherThan(written, writers.visitsBefore(cut)));
    return faults;
  }

  /** A dump that was made by itself after the hold: all of the cut, and what was written since. */
  private List<String> wrongLater(Contents dump, Contents volumes, RestorePoint point) {
    Inspector inspector = new Inspector(cluster, point.application().namespace());
    Map<String, String> placed = new HashMap<>();
    for (Evidence.Order order : inspector.take().orders().values()) {
      placed.put(order.file(), order.sha256());
    }
    List<String> faults = new ArrayList<>();
    faults.addAll(
        Contents.lacking(
            "rows of the snapshot", volumes.orders(), "the later dump", dump.orders()));
    faults.addAll(
        Contents.lacking("rows of the later dump", dump.orders(), "what was written", placed));
    Writings found = new Writings(Set.of(), Set.of(), dump.lives());
    Writings cut = new Writings(Set.of(), Set.of(), volumes.lives());
    faults.addAll(
        found.visitsThatAreNoPrefix(
            new Writers(inspector).visitsBefore(Instant.now().plusSeconds(60)), cut));
    return faults;
  }

  private static <A> Stream<A> first(RestorePoint point, Class<A> kind) {
    return point.artifacts().stream().filter(kind::isInstance).map(kind::cast);
  }
}
