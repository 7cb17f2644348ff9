// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.signal.HoldPreparing;
import io.slackwater.contracts.signal.HoldSignal;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.sandbox.story.StoryException;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.hub.HubClient;
import io.slackwater.sandbox.story.hub.Portal;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A shop under load, and its backups by approach {@code application}. For one thread. */
final class HeldShop {

  private static final Duration KNOWN = Duration.ofMinutes(2);
  private static final Duration SETTLED = Duration.ofMinutes(5);
  private static final String BARRED =
      "select count(*) from pg_locks join pg_stat_activity using (pid)"
          + " where application_name like 'slackwater:%s:%%' and mode = 'ShareLock' and granted";
  private static final String SEALED = "slackwater.io/sealed-hold";

  private final Sandbox sandbox;
  private final KubernetesClient cluster;
  private final EventFeed feed;
  private final String namespace;
  private final Inspector inspector;
  private final HubClient hub;

  HeldShop(Sandbox sandbox, KubernetesClient cluster, EventFeed feed, String namespace) {
    this.sandbox = sandbox;
    this.cluster = cluster;
    this.feed = feed;
    this.namespace = namespace;
    this.inspector = new Inspector(cluster, namespace);
    this.hub = new HubClient(sandbox.addresses());
  }

  KubernetesClient cluster() {
    return cluster;
  }

  String namespace() {
    return namespace;
  }

  ApplicationId application() {
    return new ApplicationId(new ClusterId("east"), namespace, namespace);
  }

  /** Makes it, and waits until it is at work. */
  void open() {
    new Shop(cluster, namespace).deploy();
    awaitAtWork();
  }

  /** Makes an end of it. */
  void close() {
    new Shop(cluster, namespace).destroy();
  }

  /** Waits until its pods are ready and discovery-service says so. */
  void awaitAtWork() {
    new Shop(cluster, namespace).awaitReady();
    if (!Poll.until(KNOWN, this::known)) {
      throw new StoryException("discovery-service does not know all of " + namespace);
    }
  }

  private boolean known() {
    List<ApplicationDiscovered> all =
        feed.all(ApplicationDiscovered.class, event -> event.application().equals(application()));
    return !all.isEmpty()
        && all.getLast().volumes().size() == 2
        && all.getLast().dataServices().stream().anyMatch(service -> service.version() != null);
  }

  /** Asks for a backup and returns its run. */
  RunId requestBackup() {
    return requestBackup(application());
  }

  /** Asks for a backup of an application that it is, or is part of, and returns the run. */
  RunId requestBackup(ApplicationId application) {
    String correlation = "matrix-" + UUID.randomUUID();
    new Portal(sandbox.addresses().bootstrapServers())
        .requestBackup(
            application.key(), "application", false, UUID.randomUUID().toString(), correlation);
    return feed.await(
            "the run of the request",
            KNOWN,
            RunPlanned.class,
            run -> correlation.equals(run.metadata().correlationId()))
        .event()
        .run();
  }

  /** Asks for the end of a run, by a deadline. */
  void cancel(RunId run, Duration deadline) {
    hub.cancel(run, deadline);
  }

  RunSettled awaitSettled(RunId run) {
    return feed.await(
            "the end of run " + run.value(),
            SETTLED,
            RunSettled.class,
            event -> event.event().run().equals(run))
        .event();
  }

  /** The restore point of a run; empty when it left none. */
  Optional<RestorePoint> point(RunSettled run) {
    return hub.restorePoints(application().key()).contains(run.restorePoint())
        ? Optional.of(hub.restorePoint(run.restorePoint()))
        : Optional.empty();
  }

  /** The hold that the run's first coordinator began. */
  HoldId awaitHold(RunId run) {
    return feed.await(
            "the hold of run " + run.value(),
            KNOWN,
            HoldPreparing.class,
            event -> event.event().hold().run().equals(run))
        .event()
        .hold()
        .id();
  }

  /** Waits for a signal of a hold; whether it came. */
  boolean awaitSignal(Class<? extends HoldSignal> signal, HoldId hold, Duration atMost) {
    return Poll.until(
        atMost,
        () -> feed.find(signal, event -> event.event().hold().id().equals(hold)).isPresent());
  }

  /** The restore point of a run as it is now. */
  RestorePoint pointNow(RunSettled run) {
    return hub.restorePoint(run.restorePoint());
  }

  /** Asks for its restore into another namespace and returns the run. */
  RunId requestRestore(RestorePointId point, String target) {
    return HubClient.begun(
        hub.restore(
            point, new RestoreTarget(new ClusterId("east"), target), RestoreSource.BEST, false));
  }

  /** The tasks of a run that took more than one attempt; a dash when none did. */
  String triedAgain(RunId run) {
    String again =
        hub.run(run)
            .path("tasks")
            .valueStream()
            .filter(task -> task.path("attempts").size() > 1)
            .map(task -> kind(task) + " " + task.path("attempts").size())
            .sorted()
            .collect(Collectors.joining(", "));
    return again.isEmpty() ? "-" : again;
  }

  private static String kind(JsonNode task) {
    return task.path("kind").asText();
  }

  /** How far a hold has come, as the cluster shows it. */
  Border.Sight look(RunId run, HoldId hold) {
    int snapshots =
        cluster
            .genericKubernetesResources("snapshot.storage.k8s.io/v1", "VolumeSnapshot")
            .inNamespace(namespace)
            .withLabel("slackwater.io/hold", hold.value())
            .list()
            .getItems()
            .size();
    Map<String, String> record =
        cluster
            .leases()
            .inNamespace("slackwater-system")
            .withName("slackwater-hold-" + run.value())
            .get()
            .getMetadata()
            .getAnnotations();
    boolean barred = Long.parseLong(inspector.sql(BARRED.formatted(hold.value()))) > 0;
    return new Border.Sight(barred, snapshots, record.containsKey(SEALED));
  }
}
