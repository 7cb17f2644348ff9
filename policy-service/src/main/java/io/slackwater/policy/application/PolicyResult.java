// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.domain.Fault;
import java.util.List;

/** What became of a wish to change policies. */
public sealed interface PolicyResult {

  /** It was done; the policy as it is now. */
  record Done(StoredPolicy policy) implements PolicyResult {}

  /** It was done; the policy is gone. */
  record Deleted(PolicyName policy) implements PolicyResult {}

  /** It asks for what cannot be; nothing was changed. */
  record Faulty(List<Fault> faults) implements PolicyResult {
    /** Copies the list. */
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /** There is a policy of that name; nothing was changed. */
  record NameTaken(PolicyName policy) implements PolicyResult {}

  /** There is no policy of that name. */
  record NotFound(PolicyName policy) implements PolicyResult {}

  /** Somebody else changed the policy since it was read; nothing was changed. */
  record VersionConflict(PolicyName policy, long current) implements PolicyResult {}
}
