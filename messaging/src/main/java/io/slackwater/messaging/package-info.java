// SPDX-License-Identifier: Apache-2.0
/** CloudEvents over Kafka: reading records, dead letters, publishing. */
@NullMarked
package io.slackwater.messaging;

import org.jspecify.annotations.NullMarked;
