// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.application.CatalogReader;
import io.slackwater.catalog.application.EventIds;
import io.slackwater.catalog.application.Restores;
import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.RestoreOrder;
import io.slackwater.catalog.domain.RunState;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.run.RunKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Restores: asked for, shown before they are done, listed. */
@Path("/api/v1/restores")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "restores")
public final class RestoresResource {
  private final Restores restores;
  private final CatalogReader catalog;
  private final EventIds ids;

  RestoresResource(Restores restores, CatalogReader catalog, EventIds ids) {
    this.restores = restores;
    this.catalog = catalog;
    this.ids = ids;
  }

  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "Lists restores, newest first")
  public Uni<Pages.PageView<CatalogReader.RunSummary>> list(
      @QueryParam("application") @Nullable String application,
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    String key = application == null ? null : ApplicationId.parse(application).key();
    return catalog
        .runs(
            new CatalogReader.RunFilter(
                key, Filters.state(RunState.class, state), null, RunKind.RESTORE.name()),
            Pages.request(limit, cursor))
        .map(page -> Pages.view(page, run -> run));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "Restores, or with dryRun shows what would be done and touches nothing")
  @APIResponse(
      responseCode = "200",
      description = "What would be done (dryRun)",
      content = @Content(schema = @Schema(implementation = RestorePlanView.class)))
  @APIResponse(
      responseCode = "202",
      description = "The run that restores",
      content = @Content(schema = @Schema(implementation = RunView.class)))
  @APIResponse(
      responseCode = "404",
      description = "No such restore point",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "409",
      description = "Refused before anything was touched",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Uni<Response> restore(
      @QueryParam("dryRun") @DefaultValue("false") boolean dryRun, @Nullable RestoreBody body) {
    if (body == null) {
      throw ProblemException.invalid("the body is missing: name restorePoint and target");
    }
    RestoreOrder order = body.order(() -> ids.get().toString());
    return (dryRun ? restores.dryRun(order) : restores.restore(order))
        .map(
            admission ->
                switch (admission) {
                  case Admission.Refused refused ->
                      ProblemMappers.response(Refusals.problem(refused));
                  case Admission.Admitted admitted when dryRun ->
                      Response.ok(RestorePlanView.of(admitted.run(), order.restorePoint().value()))
                          .build();
                  case Admission.Admitted admitted ->
                      Response.accepted(RunView.of(admitted.run()))
                          .location(URI.create("/api/v1/runs/" + admitted.run().id()))
                          .build();
                });
  }
}
