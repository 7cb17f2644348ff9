// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.ToolRun;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.DumpResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts of one data service's dumps.
 *
 * @param pod the pod they were taken from
 * @param cutAt what was committed before is in them
 * @param hold the hold whose cut the databases show; null for none
 */
record DumpArtifacts(
    TaskSpec.DumpDataService spec,
    String pod,
    boolean replica,
    Instant cutAt,
    @Nullable HoldId hold) {

  DumpArtifact of(DumpResult result, DumpStore.Stored stored) {
    return new DumpArtifact(
        spec.dataService().name(),
        spec.dataService().blueprint(),
        result.part() instanceof DumpPart.Database(String name) ? name : null,
        spec.repository(),
        stored.snapshot(),
        stored.path(),
        result.sha256(),
        stored.logicalBytes(),
        stored.storedBytes(),
        new ToolRun(
            result.tool().getFirst(), result.toolVersion(), result.exitCode(), result.messages()),
        pod,
        replica,
        result.serverVersion(),
        cutAt,
        hold);
  }
}
