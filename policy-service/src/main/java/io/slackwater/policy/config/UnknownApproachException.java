// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.config;

import io.slackwater.policy.domain.PolicyException;

/** The configuration offers an approach that there is not. */
final class UnknownApproachException extends PolicyException {

  private static final long serialVersionUID = 1L;

  UnknownApproachException(String name) {
    super(
        "slackwater.approaches.offered names '%s', which is no approach: name some of storage-snapshot, snapshot-with-hooks, data-service, application"
            .formatted(name));
  }
}
