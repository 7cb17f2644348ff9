// SPDX-License-Identifier: Apache-2.0
/** Kafka: one class per stream that is read, and how far reading has come. */
@NullMarked
package io.slackwater.catalog.messaging;

import org.jspecify.annotations.NullMarked;
