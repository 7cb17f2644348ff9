// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be read of the catalog, newest first and page by page. */
public interface CatalogReader {
  /** Runs. */
  Uni<Page<RunSummary>> runs(RunFilter filter, PageRequest page);

  /** Restore points. */
  Uni<Page<RestorePoint>> restorePoints(RestorePointFilter filter, PageRequest page);

  /** One restore point, with the runs that need it. */
  Uni<Optional<PinnedRestorePoint>> restorePoint(RestorePointId id);

  /** Applications as last seen, in the order of their names. */
  Uni<List<ApplicationDiscovered>> applications(@Nullable ClusterId cluster);

  /** A run in short. */
  record RunSummary(
      String id,
      @Nullable String kind,
      String state,
      String application,
      @Nullable String restorePoint,
      @Nullable String correlationId,
      Instant createdAt,
      @Nullable Instant settledAt,
      List<String> reasons,
      int tasks,
      int tasksEnded) {
    /** Copies the list. */
    public RunSummary {
      reasons = List.copyOf(reasons);
    }
  }

  /** Which runs; what is absent does not matter. */
  record RunFilter(
      @Nullable String application,
      @Nullable String state,
      @Nullable String correlationId,
      @Nullable String kind) {}

  /** Which restore points; what is absent does not matter. */
  record RestorePointFilter(@Nullable String application, @Nullable String state) {}

  /** A restore point and the runs that pin it. */
  record PinnedRestorePoint(RestorePoint restorePoint, List<RunId> pinnedBy) {
    /** Copies the list. */
    public PinnedRestorePoint {
      pinnedBy = List.copyOf(pinnedBy);
    }
  }

  /**
   * Where a page begins.
   *
   * @param after the last item of the page before; absent for the first page
   */
  record PageRequest(int limit, @Nullable PageKey after) {}

  /** The place of an item in the order. */
  record PageKey(Instant createdAt, String id) {}

  /**
   * A page.
   *
   * @param next where the next one begins; absent on the last
   */
  record Page<T>(List<T> items, @Nullable PageKey next) {
    /** Copies the list. */
    public Page {
      items = List.copyOf(items);
    }
  }
}
