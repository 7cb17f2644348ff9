// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import io.slackwater.policy.domain.Fault;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something was not done, as RFC 9457 has it.
 *
 * @param type names the kind of problem
 * @param faults every fault found in what was sent; absent when that is not the problem
 */
public record Problem(
    String type, String title, int status, String detail, @Nullable List<Fault> faults) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Response response(int status, String kind, String title, String detail) {
    return response(status, kind, title, detail, null);
  }

  static Response response(
      int status, String kind, String title, String detail, @Nullable List<Fault> faults) {
    return Response.status(status)
        .type(MediaType.valueOf(MEDIA_TYPE))
        .entity(new Problem("urn:slackwater:problem:" + kind, title, status, detail, faults))
        .build();
  }

  static Response faulty(List<Fault> faults) {
    return response(
        400,
        "faulty-policy",
        "The policy has faults",
        "%d faults; nothing was changed".formatted(faults.size()),
        faults);
  }
}
