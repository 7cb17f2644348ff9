// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.hub.HubClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs of policies that wait for everybody to be prepared as long as they are told. */
final class PolicyRuns {

  private static final Duration PLANNED = Duration.ofMinutes(1);

  private final HubClient hub;
  private final EventFeed feed;

  PolicyRuns(HubClient hub, EventFeed feed) {
    this.hub = hub;
    this.feed = feed;
  }

  /** Makes a policy for an application's namespace, runs it now, and returns the run. */
  RunId begin(ApplicationId application, Duration prepare) {
    String name = "p-" + UUID.randomUUID();
    hub.createPolicy(
        Map.of(
            "name",
            name,
            "selector",
            Map.of(
                "clusters",
                List.of(application.cluster().value()),
                "namespaces",
                List.of(application.namespace())),
            "approach",
            "application",
            "schedule",
            Map.of("every", "PT24H"),
            "paused",
            true,
            "hold",
            Map.of("prepare", prepare.toString()),
            "location",
            "vault"));
    hub.runPolicy(name);
    return feed.await(
            "the run of policy " + name,
            PLANNED,
            RunPlanned.class,
            run -> run.event().policy() != null && run.event().policy().value().equals(name))
        .event()
        .run();
  }
}
