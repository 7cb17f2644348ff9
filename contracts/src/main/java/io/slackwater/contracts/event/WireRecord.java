// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as Kafka carries it.
 *
 * @param headers CloudEvents binary mode: {@code ce_} attributes and {@code content-type}
 * @param value the JSON data; absent for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once to the producer, never compared
public record WireRecord(
    String topic, String key, Map<String, String> headers, byte @Nullable [] value) {}
