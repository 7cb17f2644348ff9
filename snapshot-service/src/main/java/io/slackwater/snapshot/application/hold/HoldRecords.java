// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application.hold;

import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.Optional;

/**
 * What is on record of the holds of runs: one record for each run, swept when its task's time is
 * long over. Thread-safe.
 */
public interface HoldRecords {

  /**
   * Makes a run's record this attempt's.
   *
   * @return the hold that an older attempt sealed, if one did
   * @throws io.slackwater.snapshot.domain.SupersededException when it is a newer attempt's
   */
  Optional<HoldArtifact> take(TaskIdentity identity);

  /**
   * Notes which hold this attempt tries.
   *
   * @throws io.slackwater.snapshot.domain.SupersededException when it is a newer attempt's
   */
  void begin(TaskIdentity identity, HoldId hold);

  /**
   * Seals the hold of {@link #begin}, by one change: from here on it counts.
   *
   * @throws io.slackwater.snapshot.domain.SupersededException when the record is a newer attempt's;
   *     then it does not count
   * @throws io.slackwater.snapshot.domain.SealUnknownException when it may or may not count
   */
  void seal(TaskIdentity identity, HoldArtifact artifact);
}
