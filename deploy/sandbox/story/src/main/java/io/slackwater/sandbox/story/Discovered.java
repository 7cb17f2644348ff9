// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.sandbox.story.hub.EventFeed;
import java.time.Duration;

/** Waiting until discovery-service knows the shop. */
final class Discovered {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int VOLUMES = 2;

  private Discovered() {}

  /** The application with its volumes and the version of its data service. */
  static ApplicationDiscovered await(EventFeed feed, String application) {
    return feed.await(
            "the discovered application, with volumes and a data service of a known version",
            PATIENCE,
            ApplicationDiscovered.class,
            event ->
                event.event().application().key().equals(application)
                    && event.event().volumes().size() == VOLUMES
                    && event.event().dataServices().stream()
                        .anyMatch(service -> service.version() != null))
        .event();
  }
}
