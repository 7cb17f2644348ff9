// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.discovery.domain.DiscoveryException;

/** The application is not there: its namespace is gone, or its selector selects nothing. */
public final class NothingToCaptureException extends DiscoveryException {

  NothingToCaptureException(ApplicationId application, Scope scope) {
    super(
        "application %s has no objects: namespace %s does not exist in cluster %s%s; check the policy"
            .formatted(
                application,
                scope.namespace(),
                application.cluster(),
                scope.selector() == null
                    ? ""
                    : ", or nothing in it matches '" + scope.selector() + "'"),
        false,
        null);
  }
}
