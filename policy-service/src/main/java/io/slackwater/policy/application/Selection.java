// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.policy.domain.Fire;
import io.slackwater.policy.domain.Policy;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Keeps the turns in step with what policies select. */
final class Selection {

  private Selection() {}

  /** After a policy changed: turns of what it selects, no turns of anything else. */
  static Uni<Void> policyChanged(
      Stores stores,
      Policy policy,
      List<ApplicationDiscovered> applications,
      boolean rescheduled,
      Instant now) {
    if (policy.paused()) {
      return stores.fires().removeAll(policy.name());
    }
    return each(
        applications,
        application -> {
          if (!policy.selector().selects(application)) {
            return stores.fires().remove(policy.name(), application.application());
          }
          Fire next = Fire.next(policy, application.application(), now).orElse(null);
          if (next == null) {
            return stores.fires().remove(policy.name(), application.application());
          }
          return rescheduled ? stores.fires().put(next) : stores.fires().add(next);
        });
  }

  /** After an application came or changed: turns under what selects it, and nothing else. */
  static Uni<Void> applicationChanged(
      Stores stores, ApplicationDiscovered application, List<StoredPolicy> policies, Instant now) {
    return each(
        policies,
        stored -> policyChanged(stores, stored.policy(), List.of(application), false, now));
  }

  private static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> action) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(item -> action.apply(item).replaceWith(true))
        .collect()
        .asList()
        .replaceWithVoid();
  }
}
