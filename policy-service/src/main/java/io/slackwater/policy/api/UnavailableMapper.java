// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import io.slackwater.policy.application.StoreUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Requests that come while the database does not answer. */
final class UnavailableMapper {

  private static final Logger LOGGER = Logger.getLogger(UnavailableMapper.class);
  private static final int RETRY_AFTER_SECONDS = 5;

  @ServerExceptionMapper
  Response unavailable(StoreUnavailableException failure) {
    LOGGER.warn("A request could not be served", failure);
    return Response.fromResponse(
            Problem.response(
                503,
                "unavailable",
                "The service cannot work at the moment",
                String.valueOf(failure.getMessage())))
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }
}
