// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.domain.Cancellation;
import io.slackwater.contracts.run.RunPlanned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the column {@code run.document} holds. */
record RunDocument(
    @Nullable RunPlanned plan,
    @Nullable Instant settledAt,
    List<String> reasons,
    int resumed,
    @Nullable Cancellation cancellation) {}
