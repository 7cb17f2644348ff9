// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.config;

import io.slackwater.policy.domain.PolicyException;

/** The REST interface would be open on an address that others can reach. */
final class OpenToTheWorldException extends PolicyException {

  private static final long serialVersionUID = 1L;

  OpenToTheWorldException(String host) {
    super(
        ("slackwater.api.open is true and quarkus.http.host is %s, which is not a loopback address:"
                + " set quarkus.http.host to 127.0.0.1, or slackwater.api.open to false")
            .formatted(host));
  }
}
