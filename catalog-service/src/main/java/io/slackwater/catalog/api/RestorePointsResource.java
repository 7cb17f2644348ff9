// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.application.CatalogReader;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Restore points. */
@Path("/api/v1/restore-points")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN})
@Tag(name = "restore points")
public final class RestorePointsResource {
  private final CatalogReader catalog;

  RestorePointsResource(CatalogReader catalog) {
    this.catalog = catalog;
  }

  @GET
  @Operation(summary = "Lists restore points, newest first")
  public Uni<Pages.PageView<Summary>> list(
      @QueryParam("application") @Nullable String application,
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    String key = application == null ? null : ApplicationId.parse(application).key();
    return catalog
        .restorePoints(
            new CatalogReader.RestorePointFilter(
                key, Filters.state(RestorePointState.class, state)),
            Pages.request(limit, cursor))
        .map(page -> Pages.view(page, Summary::of));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Shows a restore point whole, with the runs that pin it")
  public Uni<CatalogReader.PinnedRestorePoint> show(@PathParam("id") String id) {
    return catalog
        .restorePoint(new RestorePointId(id))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        ProblemException.notFound("restore point", id, "/api/v1/restore-points")));
  }

  /** A restore point in short; sizes in bytes. */
  public record Summary(
      String id,
      String application,
      String run,
      @Nullable String policy,
      String approach,
      String location,
      String state,
      String consistency,
      int artifacts,
      @Nullable Instant cutAt,
      Instant createdAt,
      long logicalBytes,
      long storedBytes) {
    static Summary of(RestorePoint point) {
      return new Summary(
          point.id().value(),
          point.application().key(),
          point.run().value(),
          point.policy() == null ? null : point.policy().value(),
          point.approach().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
          point.location().value(),
          point.state().name(),
          point.consistency().name(),
          point.artifacts().size(),
          point.cutAt(),
          point.createdAt(),
          point.logicalBytes(),
          point.storedBytes());
    }
  }
}
