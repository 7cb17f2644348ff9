// SPDX-License-Identifier: Apache-2.0

/** The sandbox's Kafka: one real broker in KRaft mode, in a process of its own. */
@NullMarked
package io.slackwater.sandbox.broker;

import org.jspecify.annotations.NullMarked;
