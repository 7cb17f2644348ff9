// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.application.ImportStore;
import io.slackwater.catalog.domain.Run;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import and what came of it.
 *
 * @param run the run, which GET /api/v1/runs/{id} shows with its tasks
 * @param imported restore points that the catalog has because of it
 * @param known restore points that the catalog had already, and that stay as they were
 * @param unreadable what could not be taken in, each with the reason
 */
public record ImportView(
    String run,
    String state,
    @Nullable String location,
    @Nullable Instant settledAt,
    List<String> reasons,
    int imported,
    int known,
    List<ImportStore.Unreadable> unreadable) {

  static ImportView of(Run run, ImportStore.Findings findings) {
    return new ImportView(
        run.id().value(),
        run.state().name(),
        run.plan() == null ? null : run.plan().location().value(),
        run.settledAt(),
        run.reasons(),
        findings.imported(),
        findings.known(),
        findings.unreadable());
  }
}
