// SPDX-License-Identifier: Apache-2.0

/** What an operator does with Kafka for Slackwater: topics are created, dead letters replayed. */
@NullMarked
package io.slackwater.deploy.kafka;

import org.jspecify.annotations.NullMarked;
