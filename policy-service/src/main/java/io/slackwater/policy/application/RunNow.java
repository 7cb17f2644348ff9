// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.policy.domain.BackupOrder;
import io.slackwater.policy.domain.Obstacles;
import io.slackwater.policy.domain.Policy;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Use case: a policy's applications are protected now, out of their turn. Thread-safe. */
@Singleton
public final class RunNow {

  private final Transactions transactions;
  private final InstantSource clock;

  RunNow(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What became of one application. */
  public sealed interface Answer {

    /** The application. */
    ApplicationId application();

    /** It has a run, made now or by the same request before. */
    record Planned(ApplicationId application, RunId run) implements Answer {}

    /** It has no run, because. */
    record Refused(ApplicationId application, String reason) implements Answer {}
  }

  /**
   * Runs a policy for every application that it selects, paused or not.
   *
   * @param request the same request again takes no effect
   * @return an answer for each; empty when there is no such policy
   */
  public Uni<Optional<List<Answer>>> run(PolicyName name, RequestId request) {
    return transactions.run(
        stores ->
            stores
                .policies()
                .find(name)
                .flatMap(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : all(stores, found.get().policy(), request).map(Optional::of)));
  }

  private Uni<List<Answer>> all(Stores stores, Policy policy, RequestId request) {
    return stores
        .applications()
        .all()
        .flatMap(
            known ->
                Multi.createFrom()
                    .items(known.stream().filter(policy.selector()::selects).sorted(RunNow::byId))
                    .onItem()
                    .transformToUniAndConcatenate(
                        application -> one(stores, policy, application, request))
                    .collect()
                    .asList());
  }

  private Uni<Answer> one(
      Stores stores, Policy policy, ApplicationDiscovered application, RequestId request) {
    Instant now = clock.instant();
    ApplicationId id = application.application();
    BackupOrder order = BackupOrder.runNow(policy, application, request, now);
    List<String> obstacles = Obstacles.of(policy.approach(), application);
    if (!obstacles.isEmpty()) {
      return Uni.createFrom().item(new Answer.Refused(id, String.join("; ", obstacles)));
    }
    return stores
        .runs()
        .excludeOtherRuns(policy.name(), id)
        .flatMap(locked -> Occupancy.of(stores, policy.name(), id, now))
        .flatMap(
            occupied -> {
              if (occupied.restore().isPresent()) {
                return refused(id, "it is being restored by run " + occupied.restore().get());
              }
              if (occupied.openRun().isPresent() && !occupied.openRun().get().equals(order.run())) {
                return refused(
                    id,
                    "run %s of this policy is not settled yet".formatted(occupied.openRun().get()));
              }
              return BackupStarter.start(stores, order)
                  .map(started -> new Answer.Planned(id, order.run()));
            });
  }

  private static Uni<Answer> refused(ApplicationId application, String reason) {
    return Uni.createFrom().item(new Answer.Refused(application, reason));
  }

  private static int byId(ApplicationDiscovered one, ApplicationDiscovered other) {
    return one.application().compareTo(other.application());
  }
}
