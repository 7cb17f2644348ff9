// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.request.BackupRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges whether what a request asks for can be done here. */
public final class RequestRules {

  private RequestRules() {}

  /** Every reason against a request, each with what to change; empty when there is none. */
  public static List<String> reasonsAgainst(
      BackupRequested request, Optional<ApplicationDiscovered> application, HubLimits limits) {
    List<String> reasons = new ArrayList<>();
    if (application.isEmpty()) {
      reasons.add(
          "the application %s is not known: name one that discovery-service published on slackwater.applications.%s.v1"
              .formatted(request.application(), request.application().cluster()));
    }
    if (!limits.locations().contains(request.location())) {
      reasons.add(
          "the location '%s' is not known: name one of %s"
              .formatted(
                  request.location(),
                  limits.locations().stream().map(LocationName::value).sorted().toList()));
    }
    limits
        .against(request.approach())
        .ifPresent(what -> reasons.add("%s: choose one of %s".formatted(what, limits.offered())));
    application.ifPresent(known -> reasons.addAll(Obstacles.of(request.approach(), known)));
    return List.copyOf(reasons);
  }
}
