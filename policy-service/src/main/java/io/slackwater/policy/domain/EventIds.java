// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.task.TaskPlanned;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The ids of this service's events, derived from what they say: said again, it is the same. */
public final class EventIds {

  /** The source of this service's events. */
  public static final String SOURCE = "policy-service";

  private EventIds() {}

  static String plan(RunId run) {
    return of("plan|" + run.value());
  }

  static String attempt(TaskPlanned task) {
    return of("attempt|" + task.task().value() + "|" + task.attempt());
  }

  /** Of the rejection of a request. */
  public static String rejection(RequestId request, ApplicationId application) {
    return of("rejection|" + request.value() + "|" + application.key());
  }

  private static String of(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
