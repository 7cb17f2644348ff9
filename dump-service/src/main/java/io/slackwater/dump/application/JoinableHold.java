// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.HoldAborted;
import io.slackwater.contracts.signal.HoldImported;
import io.slackwater.contracts.signal.HoldPrepared;
import io.slackwater.contracts.signal.HoldPreparing;
import io.slackwater.contracts.signal.HoldQuiesced;
import io.slackwater.contracts.signal.HoldRef;
import io.slackwater.contracts.signal.HoldSealed;
import io.slackwater.contracts.signal.HoldSignal;
import io.slackwater.contracts.signal.SignalEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hold of a run that counts: the sealed one, else the newest, which voids those before it. A
 * signal that comes twice or late changes nothing.
 *
 * @param quiesced what was exported in it; null until then
 */
record JoinableHold(HoldRef ref, State state, @Nullable HoldQuiesced quiesced) {

  enum State {
    OPEN,
    SEALED,
    ABORTED
  }

  /** What the signals of a run say; empty when its coordinator has said nothing yet. */
  static Optional<JoinableHold> of(List<SignalEvent> signals, TaskId coordinator) {
    List<HoldSignal> said =
        signals.stream()
            .filter(HoldSignal.class::isInstance)
            .map(HoldSignal.class::cast)
            .filter(signal -> signal.hold().coordinator().equals(coordinator))
            .filter(JoinableHold::isOfTheCoordinator)
            .toList();
    HoldRef newest = null;
    for (HoldSignal signal : said) {
      if (signal instanceof HoldSealed) {
        return Optional.of(of(signal.hold(), State.SEALED, said));
      }
      if (newest == null
          || signal.hold().attempt() > newest.attempt()
          || signal.hold().attempt() == newest.attempt() && isFirst(signal, said)) {
        newest = signal.hold();
      }
    }
    if (newest == null) {
      return Optional.empty();
    }
    HoldId id = newest.id();
    boolean aborted =
        said.stream()
            .anyMatch(signal -> signal instanceof HoldAborted && signal.hold().id().equals(id));
    return Optional.of(of(newest, aborted ? State.ABORTED : State.OPEN, said));
  }

  private static boolean isOfTheCoordinator(HoldSignal signal) {
    return switch (signal) {
      case HoldPreparing _, HoldQuiesced _, HoldSealed _, HoldAborted _ -> true;
      case HoldPrepared _, HoldImported _ -> false;
    };
  }

  /** Whether nothing was said of its hold before. */
  private static boolean isFirst(HoldSignal signal, List<HoldSignal> said) {
    return said.stream()
            .filter(other -> other.hold().id().equals(signal.hold().id()))
            .findFirst()
            .orElseThrow()
        == signal;
  }

  private static JoinableHold of(HoldRef ref, State state, List<HoldSignal> said) {
    HoldQuiesced quiesced =
        said.stream()
            .filter(HoldQuiesced.class::isInstance)
            .map(HoldQuiesced.class::cast)
            .filter(signal -> signal.hold().id().equals(ref.id()))
            .findFirst()
            .orElse(null);
    return new JoinableHold(ref, state, quiesced);
  }

  HoldId id() {
    return ref.id();
  }
}
