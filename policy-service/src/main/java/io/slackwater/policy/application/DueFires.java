// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.policy.domain.Fire;
import io.slackwater.policy.domain.FireDecision;
import io.slackwater.policy.domain.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Use case: what is due becomes runs. Several replicas may do this at once: each turn is claimed by
 * one of them, in a transaction of its own, so that a fault of one turn hinders no other.
 * Thread-safe.
 */
@Singleton
public final class DueFires {

  private static final Logger LOGGER = Logger.getLogger(DueFires.class);
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private final Transactions transactions;
  private final InstantSource clock;

  DueFires(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What became of the turns that were due. */
  public record Tally(int runs, int skipped, int failed) {

    private static final Tally NONE = new Tally(0, 0, 0);

    private Tally plus(Tally other) {
      return new Tally(runs + other.runs, skipped + other.skipped, failed + other.failed);
    }
  }

  /** Takes every turn that is due now and that no other replica has claimed. */
  public Uni<Tally> takeAll() {
    return Uni.createFrom()
        .deferred(this::takeOne)
        .repeat()
        .until(Optional::isEmpty)
        .collect()
        .asList()
        .map(taken -> taken.stream().flatMap(Optional::stream).reduce(Tally.NONE, Tally::plus));
  }

  private Uni<Optional<Tally>> takeOne() {
    Instant now = clock.instant();
    return transactions
        .run(
            stores ->
                stores
                    .fires()
                    .claimDue(now)
                    .flatMap(
                        fire ->
                            fire.isEmpty()
                                ? Uni.createFrom().item(Optional.<Tally>empty())
                                : take(stores, fire.get(), now)
                                    .map(Optional::of)
                                    .onFailure()
                                    .transform(
                                        cause -> new FireFailedException(fire.get(), cause))))
        .onFailure(FireFailedException.class)
        .recoverWithUni(failure -> postpone((FireFailedException) failure, now));
  }

  private Uni<Optional<Tally>> postpone(FireFailedException failure, Instant now) {
    Fire fire = failure.fire();
    LOGGER.errorf(
        failure,
        "A due turn failed; it is tried again later policy=%s application=%s",
        fire.policy(),
        fire.application());
    return transactions
        .run(stores -> stores.fires().postpone(fire, now.plus(RETRY_AFTER)))
        .replaceWith(Optional.of(new Tally(0, 0, 1)));
  }

  private Uni<Tally> take(Stores stores, Fire fire, Instant now) {
    return stores
        .policies()
        .find(fire.policy())
        .flatMap(
            policy ->
                stores
                    .applications()
                    .find(fire.application())
                    .flatMap(
                        application ->
                            policy.isPresent() && application.isPresent()
                                ? take(stores, fire, policy.get().policy(), application.get(), now)
                                : stores
                                    .fires()
                                    .remove(fire.policy(), fire.application())
                                    .replaceWith(Tally.NONE)));
  }

  private Uni<Tally> take(
      Stores stores, Fire fire, Policy policy, ApplicationDiscovered application, Instant now) {
    return stores
        .runs()
        .excludeOtherRuns(policy.name(), fire.application())
        .flatMap(locked -> Occupancy.of(stores, policy.name(), fire.application(), now))
        .map(occupied -> FireDecision.of(fire, policy, application, occupied, now))
        .flatMap(
            decision ->
                carryOut(stores, fire, decision, now)
                    .call(done -> recordMissed(stores, fire, decision, now)))
        .call(
            done -> {
              Optional<Fire> next = Fire.next(policy, fire.application(), now);
              return next.isPresent()
                  ? stores.fires().put(next.get())
                  : stores.fires().remove(fire.policy(), fire.application());
            });
  }

  private static Uni<Tally> carryOut(Stores stores, Fire fire, FireDecision decision, Instant now) {
    return switch (decision) {
      case FireDecision.Run run ->
          BackupStarter.start(stores, run.order())
              .map(started -> started ? new Tally(1, 0, 0) : Tally.NONE);
      case FireDecision.Skip skip ->
          stores
              .fires()
              .recordSkip(
                  new SkippedFire(
                      fire.policy(), fire.application(), skip.fireTime(), skip.reason(), now))
              .replaceWith(new Tally(0, 1, 0));
    };
  }

  private static Uni<Void> recordMissed(
      Stores stores, Fire fire, FireDecision decision, Instant now) {
    if (decision.missed() == 0) {
      return Uni.createFrom().voidItem();
    }
    String reason =
        "%d fire times from %s until %s passed while policy-service did not look; the latest is made up for"
            .formatted(decision.missed(), fire.fireTime(), decision.fireTime());
    return stores
        .fires()
        .recordSkip(
            new SkippedFire(fire.policy(), fire.application(), fire.fireTime(), reason, now));
  }
}
