// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.domain.Attempt;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.task.TaskPlanned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the column {@code task.document} holds. */
record TaskDocument(
    @Nullable PlannedTask planned, @Nullable TaskPlanned order, List<Attempt> attempts) {}
