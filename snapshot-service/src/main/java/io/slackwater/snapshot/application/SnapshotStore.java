// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.snapshot.domain.CutContent;
import io.slackwater.snapshot.domain.CutSnapshot;
import io.slackwater.snapshot.domain.SnapshotClass;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CSI snapshots of one cluster. Thread-safe. */
public interface SnapshotStore {

  /** The snapshot classes; none when the cluster has no CSI snapshots at all. */
  List<SnapshotClass> classes();

  /** What attempts of this task asked for in a namespace. */
  List<CutSnapshot> ofTask(String namespace, TaskIdentity identity);

  /**
   * Asks for a snapshot of a claim, named for this attempt, or for a hold.
   *
   * @param hold the hold; absent when there is none
   * @throws io.slackwater.snapshot.domain.CutUnknownException when it may or may not come to be
   */
  void cut(
      TaskIdentity identity,
      @Nullable HoldId hold,
      String namespace,
      String claim,
      SnapshotClass snapshotClass);

  /** The storage's side of a snapshot. */
  Optional<CutContent> content(String name);

  /**
   * Makes the storage keep a snapshot when its Kubernetes objects go.
   *
   * @throws io.slackwater.snapshot.domain.SupersededException when it is a newer attempt's
   */
  void retain(TaskIdentity identity, String content);

  /**
   * Marks a snapshot of an older attempt as this one's, so that the older one leaves it alone.
   *
   * @throws io.slackwater.snapshot.domain.SupersededException when it is a newer attempt's
   */
  void takeOver(TaskIdentity identity, CutSnapshot snapshot);

  /**
   * Notes that a snapshot is part of a whole set, whose result may be reported: from here on only
   * whoever retires the restore point may delete it.
   *
   * @throws io.slackwater.snapshot.domain.SupersededException when it is a newer attempt's
   */
  void finish(TaskIdentity identity, CutSnapshot snapshot);

  /**
   * Deletes a snapshot, in Kubernetes and in the storage.
   *
   * @throws io.slackwater.snapshot.domain.SupersededException when it is a newer attempt's
   */
  void destroy(TaskIdentity identity, CutSnapshot snapshot);

  /** Names of all contents, of whoever, that stand for a snapshot of the storage. */
  List<String> contentsOf(String driver, String handle);

  /**
   * Deletes a content with its VolumeSnapshot, and the snapshot in the storage.
   *
   * @throws io.slackwater.snapshot.domain.SupersededException when it is a newer attempt's
   */
  void destroy(TaskIdentity identity, String content);

  /**
   * Binds a snapshot of the storage again, by its handle, under a helper's name. Nothing happens
   * when that was done before.
   */
  void bind(TaskIdentity identity, String helper, VolumeSnapshotArtifact snapshot);

  /** What became of {@link #bind}. */
  Binding binding(String helper);

  /** Takes the objects of {@link #bind} away; the storage keeps the snapshot. */
  void unbind(TaskIdentity identity, String helper);

  /** Whether nothing of {@link #bind} is left. */
  boolean unbound(String helper);

  /**
   * A bound snapshot.
   *
   * @param error what the storage complained of last; empty when nothing
   */
  record Binding(boolean ready, Optional<String> error) {}
}
