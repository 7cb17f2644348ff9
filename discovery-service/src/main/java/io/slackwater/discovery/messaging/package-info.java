// SPDX-License-Identifier: Apache-2.0
/** Tasks and discovered applications over Kafka. */
@NullMarked
package io.slackwater.discovery.messaging;

import org.jspecify.annotations.NullMarked;
