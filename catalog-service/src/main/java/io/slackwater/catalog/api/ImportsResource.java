// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.application.EventIds;
import io.slackwater.catalog.application.ImportStore;
import io.slackwater.catalog.application.Imports;
import io.slackwater.catalog.application.RunStore;
import io.slackwater.catalog.domain.Admission;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.RunKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Imports: a catalog takes in the restore points that a location holds. */
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "imports")
public final class ImportsResource {
  private final Imports imports;
  private final ImportStore store;
  private final RunStore runs;
  private final EventIds ids;

  ImportsResource(Imports imports, ImportStore store, RunStore runs, EventIds ids) {
    this.imports = imports;
    this.store = store;
    this.runs = runs;
    this.ids = ids;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "Takes in the restore points that a location holds; those known stay as is")
  @APIResponse(
      responseCode = "202",
      description = "The run that imports",
      content = @Content(schema = @Schema(implementation = RunView.class)))
  @APIResponse(
      responseCode = "409",
      description = "Refused: no executor of that cluster lives",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Uni<Response> begin(@Nullable ImportBody body) {
    if (body == null) {
      throw ProblemException.invalid("the body is missing: name location and cluster");
    }
    return imports
        .begin(body.order(() -> ids.get().toString()))
        .map(
            admission ->
                switch (admission) {
                  case Admission.Refused refused ->
                      ProblemMappers.response(Refusals.problem(refused));
                  case Admission.Admitted admitted ->
                      Response.accepted(RunView.of(admitted.run()))
                          .location(URI.create("/api/v1/imports/" + admitted.run().id()))
                          .build();
                });
  }

  @GET
  @Path("/{run}")
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "Shows an import: how far it is, how many came of it, and what did not")
  public Uni<ImportView> show(@PathParam("run") String run) {
    RunId id = new RunId(run);
    return runs.find(id)
        .flatMap(
            found ->
                found
                    .filter(r -> r.plan() != null && r.plan().kind() == RunKind.IMPORT)
                    .map(r -> store.findings(id).map(findings -> ImportView.of(r, findings)))
                    .orElseThrow(
                        () ->
                            ProblemException.notFound("import", run, "/api/v1/runs?kind=IMPORT")));
  }
}
