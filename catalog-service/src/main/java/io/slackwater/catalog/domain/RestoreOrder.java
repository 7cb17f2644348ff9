// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.task.RestoreTarget;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants restored, and to where.
 *
 * @param request names the intent: the same one takes effect once
 * @param correlationId what the one who asks calls it
 */
public record RestoreOrder(
    RequestId request,
    RestorePointId restorePoint,
    RestoreTarget target,
    RestoreSource source,
    @Nullable String correlationId) {}
