// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event as the live stream shows it: its CloudEvents attributes, and its data. */
record StreamedEvent(
    String id,
    String source,
    String type,
    Instant time,
    @Nullable String cluster,
    @Nullable String application,
    @Nullable String run,
    @Nullable String correlationId,
    JsonNode data) {}
