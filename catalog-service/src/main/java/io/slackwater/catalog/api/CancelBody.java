// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.application.Cancellations;
import java.time.DateTimeException;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a cancellation; all of it may be left out. */
@Schema(name = "Cancel")
public record CancelBody(
    @Schema(
            description =
                "how long tasks may take to end in order, as an ISO 8601 duration up to PT1H",
            defaultValue = "PT1M")
        @Nullable String deadline,
    @Schema(description = "why; told in the run's reasons") @Nullable String reason) {
  private static final Duration LONGEST = Duration.ofHours(1);

  Duration within() {
    if (deadline == null) {
      return Cancellations.USUAL;
    }
    try {
      Duration asked = Duration.parse(deadline);
      if (!asked.isNegative() && asked.compareTo(LONGEST) <= 0) {
        return asked;
      }
    } catch (DateTimeException e) {
      throw ProblemException.invalid(
          "deadline: '%s' is not a duration: write for example PT30S".formatted(deadline));
    }
    throw ProblemException.invalid(
        "deadline: '%s' is out of range: give at most PT1H, and nothing negative"
            .formatted(deadline));
  }

  String why() {
    return reason == null || reason.isBlank() ? "asked for over REST" : reason;
  }
}
