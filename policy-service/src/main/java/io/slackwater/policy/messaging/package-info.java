// SPDX-License-Identifier: Apache-2.0
/** Kafka: what comes in, and the outbox through which everything goes out. */
@NullMarked
package io.slackwater.policy.messaging;

import org.jspecify.annotations.NullMarked;
