// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.application.Cancellations;
import io.slackwater.catalog.application.CatalogReader;
import io.slackwater.catalog.application.Restores;
import io.slackwater.catalog.application.RunStore;
import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.RunState;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.RunKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Runs, their tasks and attempts. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public final class RunsResource {
  private final CatalogReader catalog;
  private final RunStore runs;
  private final Restores restores;
  private final Cancellations cancellations;

  RunsResource(
      CatalogReader catalog, RunStore runs, Restores restores, Cancellations cancellations) {
    this.catalog = catalog;
    this.runs = runs;
    this.restores = restores;
    this.cancellations = cancellations;
  }

  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "Lists runs, newest first")
  public Uni<Pages.PageView<CatalogReader.RunSummary>> list(
      @QueryParam("application") @Nullable String application,
      @QueryParam("state") @Nullable String state,
      @QueryParam("correlationId") @Nullable String correlationId,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    String key = application == null ? null : ApplicationId.parse(application).key();
    return catalog
        .runs(
            new CatalogReader.RunFilter(
                key,
                Filters.state(RunState.class, state),
                correlationId,
                Filters.state(RunKind.class, kind)),
            Pages.request(limit, cursor))
        .map(page -> Pages.view(page, run -> run));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "Shows a run with its tasks and attempts")
  public Uni<RunView> show(@PathParam("id") String id) {
    return runs.find(new RunId(id))
        .map(
            found ->
                found
                    .map(RunView::of)
                    .orElseThrow(() -> ProblemException.notFound("run", id, "/api/v1/runs")));
  }

  @POST
  @Path("/{id}/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Operation(
      summary =
          "Ends a backup or restore: what it bars is released first, nothing new begins, and the"
              + " run settles as CANCELLED when its tasks have ended or at the deadline")
  public Uni<RunView> cancel(@PathParam("id") String id, @Nullable CancelBody body) {
    CancelBody asked = body == null ? new CancelBody(null, null) : body;
    return cancellations
        .cancel(new RunId(id), asked.within(), asked.why())
        .map(
            admission ->
                switch (admission) {
                  case Admission.Admitted admitted -> RunView.of(admitted.run());
                  case Admission.Refused refused ->
                      throw new ProblemException(Refusals.problem(refused));
                });
  }

  @POST
  @Path("/{id}/resume")
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "Takes a failed restore up again from the stage that failed")
  public Uni<RunView> resume(@PathParam("id") String id) {
    return restores
        .resume(new RunId(id))
        .map(
            admission ->
                switch (admission) {
                  case Admission.Admitted admitted -> RunView.of(admitted.run());
                  case Admission.Refused refused ->
                      throw new ProblemException(Refusals.problem(refused));
                });
  }
}
