// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.application.PolicyResult;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Results as responses. */
final class PolicyResponses {

  private PolicyResponses() {}

  /** The response to a result; {@code success} is the status when it was done. */
  static Response of(PolicyResult result, int success) {
    return switch (result) {
      case PolicyResult.Done done -> {
        Response.ResponseBuilder response =
            Response.status(success)
                .entity(PolicySummary.of(done.policy()))
                .header("ETag", EntityTags.of(done.policy().version()));
        yield success == 201
            ? response
                .location(URI.create("/api/v1/policies/" + done.policy().policy().name()))
                .build()
            : response.build();
      }
      case PolicyResult.Deleted deleted -> Response.noContent().build();
      case PolicyResult.Faulty faulty -> Problem.faulty(faulty.faults());
      case PolicyResult.NameTaken taken ->
          Problem.response(
              409,
              "name-taken",
              "The name is taken",
              "there is a policy %s: choose another name, or replace it with PUT"
                  .formatted(taken.policy()));
      case PolicyResult.NotFound missing -> notFound(missing.policy());
      case PolicyResult.VersionConflict conflict ->
          Problem.response(
              412,
              "version-conflict",
              "The policy was changed",
              "%s has version %d by now: read it again and repeat the change"
                  .formatted(conflict.policy(), conflict.current()));
    };
  }

  static Response notFound(PolicyName policy) {
    return Problem.response(
        404,
        "no-such-policy",
        "There is no such policy",
        "there is no policy %s: GET /api/v1/policies lists them".formatted(policy));
  }

  static Response versionMissing() {
    return Problem.response(
        428,
        "version-missing",
        "If-Match is missing",
        "send the ETag of the policy that you read as If-Match, so that no change of another is lost");
  }

  static Response versionUnreadable() {
    return Problem.response(
        400,
        "version-unreadable",
        "If-Match is not a policy's ETag",
        "send the ETag as it came, quotes included, for example \"3\"");
  }
}
