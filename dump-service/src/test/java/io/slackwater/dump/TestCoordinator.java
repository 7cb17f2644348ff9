// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump;

import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.signal.HoldAborted;
import io.slackwater.contracts.signal.HoldPreparing;
import io.slackwater.contracts.signal.HoldQuiesced;
import io.slackwater.contracts.signal.HoldRef;
import io.slackwater.contracts.signal.HoldSealed;
import io.slackwater.contracts.signal.SignalEvent;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.hold.Barrier;
import io.slackwater.dataservices.hold.BarrierPreparation;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.dataservices.hold.KeeperRequest;
import io.slackwater.dataservices.hold.SnapshotKeeper;
import io.slackwater.sandbox.testing.TestHub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The task that holds, as its participants hear it; each signal comes twice. */
final class TestCoordinator {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** One hold of it. */
  final class Hold implements AutoCloseable {

    private final HoldRef ref;
    private final SnapshotKeeper keeper;
    private List<HoldQuiesced.ExportedSnapshot> exported = List.of();

    private Hold(int attempt) {
      String id = "h-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
      ref = new HoldRef(new HoldId(id), task.run(), task.application(), coordinator, attempt);
      keeper = session.openKeeper(KeeperRequest.of(id), MINUTE);
      say(new HoldPreparing(ref));
    }

    HoldId id() {
      return ref.id();
    }

    /** Bars the writers, has what they wrote kept, and lets them go on. */
    void hold() {
      BarrierRequest request = new BarrierRequest(ref.id().value(), MINUTE, MINUTE);
      try (BarrierPreparation prepared = session.prepareBarrier(request, MINUTE);
          Barrier barrier = prepared.raise()) {
        exported =
            keeper.take().stream()
                .map(
                    kept ->
                        new HoldQuiesced.ExportedSnapshot(
                            dataService.name(),
                            keeper.pod().pod(),
                            kept.database(),
                            kept.snapshot()))
                .toList();
        barrier.thaw();
      }
    }

    void sayQuiesced() {
      say(new HoldQuiesced(ref, exported));
    }

    void saySealed() {
      say(new HoldSealed(ref));
    }

    void sayAborted() {
      say(new HoldAborted(ref, "a writer did not come to its end"));
    }

    /** Keeps nothing any more. */
    @Override
    public void close() {
      keeper.close();
    }
  }

  private final TestHub hub;
  private final TaskPlanned task;
  private final TaskId coordinator;
  private final DataServiceSession session;
  private final DataService dataService;

  TestCoordinator(
      TestHub hub,
      TaskPlanned task,
      TaskId coordinator,
      DataServiceSession session,
      DataService dataService) {
    this.hub = hub;
    this.task = task;
    this.coordinator = coordinator;
    this.session = session;
    this.dataService = dataService;
  }

  Hold prepare(int attempt) {
    return new Hold(attempt);
  }

  void sayCancelled() {
    say(
        new CancelOrdered(
            task.run(), task.application(), Instant.now().plus(MINUTE), "an operator wants it"));
  }

  private void say(SignalEvent signal) {
    EventMetadata metadata =
        new EventMetadata(
            UUID.randomUUID().toString(),
            "snapshot-service",
            Instant.now(),
            task.application().cluster(),
            task.run(),
            1,
            null);
    Envelope<SignalEvent> envelope = new Envelope<>(metadata, signal);
    hub.send(new EventCodec().encode(envelope));
    hub.send(new EventCodec().encode(envelope));
  }
}
