// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.catalog.application.EventIds;
import io.slackwater.catalog.application.EventLog;
import io.slackwater.catalog.application.RetentionSwitch;
import io.slackwater.catalog.application.SweepClocks;
import io.slackwater.catalog.domain.ImportPlanner;
import io.slackwater.catalog.domain.RestorePlanner;
import io.slackwater.catalog.domain.RetentionPace;
import io.slackwater.catalog.domain.Retirement;
import io.slackwater.catalog.domain.Supervision;
import io.slackwater.catalog.domain.SupervisionRules;
import io.slackwater.contracts.event.ContractJson;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/** The parts that are made, not found. */
final class Wiring {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  SweepClocks sweepClocks(Clock clock) {
    return new SweepClocks(clock, System::nanoTime);
  }

  @Produces
  @Singleton
  EventIds eventIds() {
    return UUID::randomUUID;
  }

  @Produces
  @Singleton
  SupervisionRules rules(SupervisionConfig config) {
    return new SupervisionRules(
        config.silence(),
        config.alive(),
        config.missedBeats(),
        config.maxAttempts(),
        config.maxFailures(),
        config.backoff(),
        config.maxBackoff(),
        config.grace(),
        config.closing(),
        config.planWait());
  }

  @Produces
  @Singleton
  Supervision supervision(SupervisionRules rules) {
    return new Supervision(rules);
  }

  @Produces
  @Singleton
  RestorePlanner planner(RestoreConfig config) {
    return new RestorePlanner(config.deadline());
  }

  @Produces
  @Singleton
  ImportPlanner importPlanner(ImportConfig config) {
    return new ImportPlanner(config.deadline());
  }

  @Produces
  @Singleton
  Retirement retirement(RetentionConfig config) {
    return new Retirement(config.deadline());
  }

  @Produces
  @Singleton
  RetentionPace retentionPace(RetentionConfig config) {
    return new RetentionPace(config.retryAfter(), config.pruneInterval());
  }

  @Produces
  @Singleton
  RetentionSwitch retentionSwitch(RetentionConfig config) {
    return new RetentionSwitch(config.enabled());
  }

  @Produces
  @Singleton
  EventLog.Bounds eventLogBounds(EventStreamConfig config) {
    return new EventLog.Bounds(config.keep(), config.maxRows());
  }

  /** The API writes contract records as they are written everywhere. */
  @Produces
  @Singleton
  ObjectMapper objectMapper() {
    return ContractJson.mapper();
  }

  @Produces
  @Singleton
  Admin kafkaAdmin(@Identifier("default-kafka-broker") Map<String, Object> broker) {
    return Admin.create(broker);
  }

  void close(@Disposes Admin admin) {
    admin.close(Duration.ofSeconds(5));
  }
}
