// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import org.jspecify.annotations.Nullable;

/** What was asked of the Kafka cluster did not succeed; the message says what and what to do. */
public final class KafkaDeploymentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KafkaDeploymentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
