// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.EventType;
import io.slackwater.contracts.request.BackupRequested;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.policy.domain.BackupOrder;
import io.slackwater.policy.domain.EventIds;
import io.slackwater.policy.domain.HubLimits;
import io.slackwater.policy.domain.RequestRules;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Use case: a request for a backup is answered, by a run or by a rejection. Thread-safe. */
@Singleton
public final class BackupRequests {

  private final Transactions transactions;
  private final HubLimits limits;
  private final InstantSource clock;

  BackupRequests(Transactions transactions, HubLimits limits, InstantSource clock) {
    this.transactions = transactions;
    this.limits = limits;
    this.clock = clock;
  }

  /** Answers a request; one that was answered before has no effect. */
  public Uni<Void> accept(BackupRequested request, @Nullable String correlationId) {
    Instant now = clock.instant();
    return transactions.run(
        stores ->
            stores
                .requests()
                .insert(request.request(), request.application(), now)
                .flatMap(
                    isNew ->
                        isNew
                            ? stores
                                .applications()
                                .find(request.application())
                                .flatMap(
                                    found -> answer(stores, request, found, correlationId, now))
                            : Uni.createFrom().voidItem()));
  }

  private Uni<Void> answer(
      Stores stores,
      BackupRequested request,
      Optional<ApplicationDiscovered> application,
      @Nullable String correlationId,
      Instant now) {
    List<String> reasons = RequestRules.reasonsAgainst(request, application, limits);
    if (application.isPresent() && reasons.isEmpty()) {
      return BackupStarter.start(
              stores, BackupOrder.requested(request, application.get(), correlationId, now))
          .replaceWithVoid();
    }
    return stores.publish(rejection(request, reasons, correlationId, now));
  }

  private static Envelope<RequestRejected> rejection(
      BackupRequested request, List<String> reasons, @Nullable String correlationId, Instant now) {
    return new Envelope<>(
        new EventMetadata(
            EventIds.rejection(request.request(), request.application()),
            EventIds.SOURCE,
            now,
            request.application().cluster(),
            null,
            null,
            correlationId == null ? request.request().value() : correlationId),
        new RequestRejected(
            request.request(), request.application(), EventType.BACKUP_REQUESTED.type(), reasons));
  }
}
