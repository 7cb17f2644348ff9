// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.broker;

import java.nio.file.Path;

/** The broker cannot be started on its data directory. */
final class BrokerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokerException(Path data, String what, Throwable cause) {
    super("the broker's data directory %s %s: %s".formatted(data, what, cause.getMessage()), cause);
  }
}
