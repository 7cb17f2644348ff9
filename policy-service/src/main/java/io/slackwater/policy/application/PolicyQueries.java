// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.application.PolicyStatus.ApplicationStatus;
import io.slackwater.policy.domain.Fire;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Use cases: policies are looked at. Thread-safe. */
@Singleton
public final class PolicyQueries {

  private final Transactions transactions;

  PolicyQueries(Transactions transactions) {
    this.transactions = transactions;
  }

  /** All policies, by name. */
  public Uni<List<StoredPolicy>> all() {
    return transactions.run(stores -> stores.policies().all());
  }

  /** A policy with what it selects and what became of it; empty when there is none. */
  public Uni<Optional<PolicyStatus>> status(PolicyName name) {
    return transactions.run(
        stores ->
            stores
                .policies()
                .find(name)
                .flatMap(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : status(stores, found.get()).map(Optional::of)));
  }

  private static Uni<PolicyStatus> status(Stores stores, StoredPolicy stored) {
    PolicyName name = stored.policy().name();
    return stores
        .applications()
        .all()
        .flatMap(
            known ->
                stores
                    .fires()
                    .of(name)
                    .flatMap(
                        fires ->
                            stores
                                .runs()
                                .latest(name)
                                .flatMap(
                                    runs ->
                                        stores
                                            .fires()
                                            .lastSkips(name)
                                            .map(
                                                skips ->
                                                    status(stored, known, fires, runs, skips)))));
  }

  private static PolicyStatus status(
      StoredPolicy stored,
      List<ApplicationDiscovered> known,
      List<Fire> fires,
      List<PolicyRun> runs,
      List<SkippedFire> skips) {
    Map<ApplicationId, Fire> nextFires = byApplication(fires, Fire::application);
    Map<ApplicationId, PolicyRun> lastRuns = byApplication(runs, PolicyRun::application);
    Map<ApplicationId, SkippedFire> lastSkips = byApplication(skips, SkippedFire::application);
    return new PolicyStatus(
        stored,
        known.stream()
            .filter(stored.policy().selector()::selects)
            .map(ApplicationDiscovered::application)
            .sorted()
            .map(
                application ->
                    new ApplicationStatus(
                        application,
                        nextFires.get(application),
                        lastRuns.get(application),
                        lastSkips.get(application)))
            .toList());
  }

  private static <T> Map<ApplicationId, T> byApplication(
      List<T> items, Function<T, ApplicationId> application) {
    return items.stream().collect(Collectors.toMap(application, Function.identity()));
  }
}
