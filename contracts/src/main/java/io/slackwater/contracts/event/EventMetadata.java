// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents attributes of an event.
 *
 * @param id unique with {@code source}; an event published again keeps it
 * @param source the service that said it
 * @param cluster the cluster it concerns; must be the topic's own on a topic of one cluster
 * @param correlationId chosen by whoever asked first, handed on by everything that follows from it
 */
public record EventMetadata(
    String id,
    String source,
    Instant time,
    @Nullable ClusterId cluster,
    @Nullable RunId run,
    @Nullable Integer attempt,
    @Nullable String correlationId) {}
