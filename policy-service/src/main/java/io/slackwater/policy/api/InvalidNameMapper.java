// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import io.slackwater.contracts.id.InvalidNameException;
import io.slackwater.policy.domain.Fault;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Names in paths and headers that cannot be names. */
final class InvalidNameMapper {

  @ServerExceptionMapper
  Response invalidName(InvalidNameException failure) {
    return Problem.response(
        400,
        "invalid-name",
        "A name is not valid",
        String.valueOf(failure.getMessage()),
        List.of(
            new Fault(
                "path",
                String.valueOf(failure.getMessage()),
                "names are RFC 1123 labels, so that they are safe in topics, paths and labels",
                "use lower case letters, digits and '-'")));
  }
}
