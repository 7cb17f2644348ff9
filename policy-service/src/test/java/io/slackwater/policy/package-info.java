// SPDX-License-Identifier: Apache-2.0
/** The service as a whole, on a real Kafka and a real PostgreSQL. */
@NullMarked
package io.slackwater.policy;

import org.jspecify.annotations.NullMarked;
