// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.restorepoint;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.Approach;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A restore point, whole: what the catalog keeps, what subscribers read, and what the seal writes
 * into the repository, so that the point describes itself.
 *
 * @param consistency the least that was proved of any component that the approach captures, one
 *     that failed included; what the approach leaves out by its nature does not lower it
 * @param composition what the application consisted of when the run was planned
 * @param cutAt the earliest instant that an artifact shows; everything committed before it is in
 * @param logicalBytes the data it stands for, in bytes
 * @param storedBytes what it added to the repository, in bytes
 * @param origin where it was imported from; absent in the catalog that saw it being made
 */
public record RestorePoint(
    RestorePointId id,
    ApplicationId application,
    RunId run,
    @Nullable PolicyName policy,
    Approach approach,
    LocationName location,
    RestorePointState state,
    Consistency consistency,
    List<ComponentConsistency> components,
    @Nullable ApplicationDiscovered composition,
    List<Artifact> artifacts,
    @Nullable Instant cutAt,
    Instant createdAt,
    long logicalBytes,
    long storedBytes,
    @Nullable RestorePointOrigin origin) {

  /** Copies the lists. */
  public RestorePoint {
    components = List.copyOf(components);
    artifacts = List.copyOf(artifacts);
  }

  /** A point that this catalog saw being made. */
  public RestorePoint(
      RestorePointId id,
      ApplicationId application,
      RunId run,
      @Nullable PolicyName policy,
      Approach approach,
      LocationName location,
      RestorePointState state,
      Consistency consistency,
      List<ComponentConsistency> components,
      @Nullable ApplicationDiscovered composition,
      List<Artifact> artifacts,
      @Nullable Instant cutAt,
      Instant createdAt,
      long logicalBytes,
      long storedBytes) {
    this(
        id,
        application,
        run,
        policy,
        approach,
        location,
        state,
        consistency,
        components,
        composition,
        artifacts,
        cutAt,
        createdAt,
        logicalBytes,
        storedBytes,
        null);
  }
}
