// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.CutSnapshot;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.SupersededException;
import io.slackwater.snapshot.domain.TaskIdentity;
import io.slackwater.snapshot.domain.WaitedTooLongException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The snapshots of a run that was cancelled: deleted, with what the storage holds of them, and
 * named when that does not come to its end in time. A cluster that does not answer is asked again.
 */
final class CancelledSnapshots {

  private static final Logger LOGGER = Logger.getLogger(CancelledSnapshots.class);

  private final TaskIdentity identity;
  private final SnapshotStore store;
  private final String namespace;

  /** Asked for without an answer, and not seen since. */
  private final Set<String> unseen;

  /** What was there at the last look, with what is known of its end. */
  private final TreeMap<String, String> there = new TreeMap<>();

  private String unanswered = "no look was taken";

  CancelledSnapshots(
      TaskIdentity identity, SnapshotStore store, String namespace, Set<String> unseen) {
    this.identity = identity;
    this.store = store;
    this.namespace = namespace;
    this.unseen = new HashSet<>(unseen);
  }

  /**
   * Deletes them.
   *
   * @param look those of the task's attempts up to this one
   * @return what is left when the patience is over
   * @throws SupersededException when a newer attempt has begun; nothing of it was touched
   */
  List<String> takeBack(Supplier<List<CutSnapshot>> look, Patience patience)
      throws InterruptedException {
    try {
      patience.awaitUntilEnd(
          () -> gone(look, patience) ? Optional.of(true) : Optional.empty(), this::described);
      LOGGER.infof("Snapshots of a cancelled run are gone taskId=%s", identity.task());
      return List.of();
    } catch (WaitedTooLongException late) {
      return List.of(String.valueOf(late.getMessage()));
    }
  }

  private boolean gone(Supplier<List<CutSnapshot>> look, Patience patience) {
    List<CutSnapshot> seen;
    try {
      seen = look.get();
    } catch (SupersededException newer) {
      throw newer;
    } catch (RuntimeException e) {
      LOGGER.warnf(e, "Snapshots of a cancelled run were not listed taskId=%s", identity.task());
      unanswered = String.valueOf(e.getMessage());
      return false;
    }
    unanswered = "";
    there.clear();
    for (CutSnapshot snapshot : seen) {
      unseen.remove(snapshot.name());
      patience.active().run();
      there.put(snapshot.name(), destroy(snapshot));
    }
    return there.isEmpty() && unseen.isEmpty();
  }

  private String destroy(CutSnapshot snapshot) {
    try {
      store.destroy(identity, snapshot);
      return "is being deleted";
    } catch (SupersededException newer) {
      throw newer;
    } catch (RuntimeException e) {
      LOGGER.warnf(
          e,
          "A snapshot of a cancelled run was not deleted taskId=%s name=%s",
          identity.task(),
          snapshot.name());
      return "could not be deleted: " + e.getMessage();
    }
  }

  private String described() {
    TreeMap<String, String> all = new TreeMap<>(there);
    unseen.forEach(name -> all.put(name, "may still come to be: its request was not answered"));
    String known =
        "VolumeSnapshots in namespace '%s' with label %s=%s: %s"
            .formatted(namespace, Labels.TASK, identity.task(), all.isEmpty() ? "not known" : all);
    return unanswered.isEmpty()
        ? known
        : "%s (the last look failed: %s)".formatted(known, unanswered);
  }
}
