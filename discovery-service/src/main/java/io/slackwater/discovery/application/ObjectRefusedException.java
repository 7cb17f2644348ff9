// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.discovery.domain.DiscoveryException;
import org.jspecify.annotations.Nullable;

/** The API server refused a request: no retry of the same helps. */
public final class ObjectRefusedException extends DiscoveryException {

  /** Makes the exception. */
  public ObjectRefusedException(String what, int code, String why, @Nullable Throwable cause) {
    super("the cluster's API refused %s with %d: %s".formatted(what, code, why), false, cause);
  }
}
