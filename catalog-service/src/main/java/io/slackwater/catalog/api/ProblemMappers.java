// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.slackwater.contracts.id.InvalidNameException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures to problems. */
final class ProblemMappers {
  @ServerExceptionMapper
  Response problem(ProblemException failure) {
    return response(failure.problem());
  }

  @ServerExceptionMapper
  Response invalidName(InvalidNameException failure) {
    return response(invalid(String.valueOf(failure.getMessage())));
  }

  @ServerExceptionMapper
  Response unreadable(JsonProcessingException failure) {
    return response(
        failure.getCause() instanceof InvalidNameException name
            ? invalid(String.valueOf(name.getMessage()))
            : invalid("the body is not the JSON it should be: " + failure.getOriginalMessage()));
  }

  /** Quarkus wraps what Jackson says of a body. */
  @ServerExceptionMapper
  Response rejected(WebApplicationException failure) {
    if (failure.getCause() instanceof JsonProcessingException json) {
      return unreadable(json);
    }
    int status = failure.getResponse().getStatus();
    return response(
        Problem.of(
            status,
            "http-" + status,
            failure.getResponse().getStatusInfo().getReasonPhrase(),
            String.valueOf(failure.getMessage())));
  }

  private static Problem invalid(String detail) {
    return Problem.of(400, "invalid-request", "Invalid request", detail);
  }

  static Response response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
