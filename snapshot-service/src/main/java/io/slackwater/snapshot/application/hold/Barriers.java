// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application.hold;

import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.snapshot.domain.hold.PodsSeen;
import java.util.List;

/** The writers of an application, as they are now. Thread-safe. */
public interface Barriers {

  /** Every pod of the scope's namespace that has not ended. */
  PodsSeen look(Scope scope);

  /** The same, with those that ended only after an earlier look: they were at work meanwhile. */
  PodsSeen lookAgain(Scope scope, PodsSeen earlier);

  /**
   * The barriers of a hold, in the order in which they are raised: cooperating writers, then data
   * services, then file systems.
   *
   * @param claims what is cut; of these, file systems are frozen where their claim asks for it
   * @throws io.slackwater.snapshot.domain.HoldFailedException when one that was declared or ordered
   *     cannot be had; the message names it
   */
  List<HoldBarrier> of(Scope scope, List<String> claims, HoldOrder order, HoldId hold);
}
