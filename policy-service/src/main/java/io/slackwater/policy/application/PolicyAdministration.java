// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.domain.Fault;
import io.slackwater.policy.domain.Policy;
import io.slackwater.policy.domain.PolicyDocument;
import io.slackwater.policy.domain.PolicyReader;
import io.slackwater.policy.domain.PolicyRules;
import io.slackwater.policy.domain.ReadPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Use cases: policies are made, changed, paused, resumed and deleted. Thread-safe. */
@Singleton
public final class PolicyAdministration {

  private final Transactions transactions;
  private final PolicyRules rules;
  private final InstantSource clock;

  PolicyAdministration(Transactions transactions, PolicyRules rules, InstantSource clock) {
    this.transactions = transactions;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Makes a policy; its first fire time is the first of its schedule from now.
   *
   * @param before faults that were found while the document came to be
   */
  public Uni<PolicyResult> create(PolicyDocument document, List<Fault> before) {
    ReadPolicy read = PolicyReader.read(document, before);
    return judged(
        read,
        (stores, judged) -> {
          PolicyName name = judged.policy().name();
          return stores
              .policies()
              .find(name)
              .flatMap(
                  there ->
                      there.isPresent()
                          ? Uni.createFrom().item(new PolicyResult.NameTaken(name))
                          : stores
                              .policies()
                              .insert(judged.policy(), clock.instant())
                              .call(stored -> select(stores, stored, judged.known(), true))
                              .map(PolicyResult.Done::new));
        });
  }

  /**
   * Replaces a policy.
   *
   * @param before faults that were found while the document came to be
   * @param version the version that the caller has seen
   */
  public Uni<PolicyResult> replace(
      PolicyName name, PolicyDocument document, List<Fault> before, long version) {
    List<Fault> faults = new ArrayList<>(before);
    faults.addAll(renaming(name, document));
    ReadPolicy read = PolicyReader.read(named(name, document), faults);
    return judged(
        read,
        (stores, judged) ->
            changed(
                stores,
                name,
                OptionalLong.of(version),
                current ->
                    stores
                        .policies()
                        .update(judged.policy(), clock.instant())
                        .call(
                            stored ->
                                select(
                                    stores,
                                    stored,
                                    judged.known(),
                                    isRescheduled(current.policy(), stored.policy())))
                        .map(PolicyResult.Done::new)));
  }

  /**
   * Deletes a policy; its runs go on.
   *
   * @param version the version that the caller has seen, when it matters
   */
  public Uni<PolicyResult> delete(PolicyName name, OptionalLong version) {
    return transactions.run(
        stores ->
            stores
                .policies()
                .excludeOtherChanges()
                .flatMap(
                    locked ->
                        changed(
                            stores,
                            name,
                            version,
                            current ->
                                stores
                                    .fires()
                                    .removeAll(name)
                                    .flatMap(removed -> stores.policies().delete(name))
                                    .map(deleted -> new PolicyResult.Deleted(name)))));
  }

  /** Lets the schedule of a policy rest. */
  public Uni<PolicyResult> pause(PolicyName name) {
    return adjust(name, policy -> policy.withPaused(true));
  }

  /** Starts the schedule of a policy again, from now; what it missed is not made up for. */
  public Uni<PolicyResult> resume(PolicyName name) {
    return adjust(name, policy -> policy.withPaused(false));
  }

  private Uni<PolicyResult> adjust(PolicyName name, UnaryOperator<Policy> adjustment) {
    return transactions.run(
        stores ->
            stores
                .policies()
                .excludeOtherChanges()
                .flatMap(
                    locked ->
                        changed(
                            stores,
                            name,
                            OptionalLong.empty(),
                            current -> adjust(stores, current, adjustment))));
  }

  private Uni<PolicyResult> adjust(
      Stores stores, StoredPolicy current, UnaryOperator<Policy> adjustment) {
    Policy adjusted = adjustment.apply(current.policy());
    if (adjusted.equals(current.policy())) {
      return Uni.createFrom().item(new PolicyResult.Done(current));
    }
    return stores
        .applications()
        .all()
        .flatMap(
            known ->
                stores
                    .policies()
                    .update(adjusted, clock.instant())
                    .call(stored -> select(stores, stored, known, true)))
        .map(PolicyResult.Done::new);
  }

  private record Judged(Policy policy, List<ApplicationDiscovered> known) {}

  private Uni<PolicyResult> judged(
      ReadPolicy read, BiFunction<Stores, Judged, Uni<PolicyResult>> action) {
    return transactions.run(
        stores ->
            stores
                .policies()
                .excludeOtherChanges()
                .flatMap(locked -> stores.applications().all())
                .flatMap(
                    known -> {
                      List<Fault> faults = rules.faults(read, known, clock.instant());
                      Optional<Policy> policy = read.policy();
                      return policy.isPresent() && faults.isEmpty()
                          ? action.apply(stores, new Judged(policy.get(), known))
                          : Uni.createFrom().item(new PolicyResult.Faulty(faults));
                    }));
  }

  private static Uni<PolicyResult> changed(
      Stores stores,
      PolicyName name,
      OptionalLong version,
      Function<StoredPolicy, Uni<PolicyResult>> change) {
    return stores
        .policies()
        .find(name)
        .flatMap(
            found -> {
              if (found.isEmpty()) {
                return Uni.createFrom().item(new PolicyResult.NotFound(name));
              }
              StoredPolicy current = found.get();
              return version.isPresent() && version.getAsLong() != current.version()
                  ? Uni.createFrom().item(new PolicyResult.VersionConflict(name, current.version()))
                  : change.apply(current);
            });
  }

  private Uni<Void> select(
      Stores stores, StoredPolicy stored, List<ApplicationDiscovered> known, boolean rescheduled) {
    return Selection.policyChanged(stores, stored.policy(), known, rescheduled, clock.instant());
  }

  private static boolean isRescheduled(Policy before, Policy after) {
    return !before.schedule().equals(after.schedule()) || before.paused() != after.paused();
  }

  private static PolicyDocument named(PolicyName name, PolicyDocument document) {
    return document.name() == null ? document.withName(name.value()) : document;
  }

  private static List<Fault> renaming(PolicyName name, PolicyDocument document) {
    return document.name() == null || document.name().equals(name.value())
        ? List.of()
        : List.of(
            new Fault(
                "name",
                "the policy %s cannot be renamed".formatted(name),
                "runs and restore points name their policy",
                "leave the name, or make a new policy and delete this one"));
  }
}
