// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.policy.api.PolicyParser.Parsed;
import io.slackwater.policy.application.PolicyAdministration;
import io.slackwater.policy.application.PolicyQueries;
import io.slackwater.policy.application.RunNow;
import io.slackwater.policy.domain.PolicyDocument;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Policies over REST. */
@Path("/api/v1/policies")
@Tag(name = "policies", description = "What is protected, how, how often and where to")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@APIResponse(
    responseCode = "400",
    description = "Something that was sent has faults; every one is named",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public final class PolicyResource {

  private final PolicyAdministration administration;
  private final PolicyQueries queries;
  private final RunNow runNow;

  PolicyResource(PolicyAdministration administration, PolicyQueries queries, RunNow runNow) {
    this.administration = administration;
    this.queries = queries;
    this.runNow = runNow;
  }

  /** Makes a policy. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Make a policy")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = PolicyDocument.class)))
  @APIResponse(
      responseCode = "201",
      description = "It was made",
      content = @Content(schema = @Schema(implementation = PolicySummary.class)))
  @APIResponse(responseCode = "409", description = "There is a policy of that name")
  public Uni<Response> create(@Nullable String body) {
    Parsed parsed = PolicyParser.parse(body);
    return parsed.readable()
        ? administration
            .create(parsed.document(), parsed.faults())
            .map(result -> PolicyResponses.of(result, 201))
        : Uni.createFrom().item(Problem.faulty(parsed.faults()));
  }

  /** All policies. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "All policies, by name")
  public Uni<List<PolicySummary>> list() {
    return queries.all().map(all -> all.stream().map(PolicySummary::of).toList());
  }

  /** One policy, with what it selects. */
  @GET
  @Path("/{name}")
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "A policy, what it selects, and what became of it")
  @APIResponse(
      responseCode = "200",
      description = "The policy",
      content = @Content(schema = @Schema(implementation = PolicyDetails.class)))
  @APIResponse(responseCode = "404", description = "There is no policy of that name")
  public Uni<Response> get(@PathParam("name") String name) {
    PolicyName policy = new PolicyName(name);
    return queries
        .status(policy)
        .map(
            found ->
                found
                    .map(
                        status ->
                            Response.ok(PolicyDetails.of(status))
                                .header("ETag", EntityTags.of(status.stored().version()))
                                .build())
                    .orElseGet(() -> PolicyResponses.notFound(policy)));
  }

  /** Replaces a policy. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Replace a policy; If-Match names the version that was read")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = PolicyDocument.class)))
  @APIResponse(
      responseCode = "200",
      description = "It was replaced",
      content = @Content(schema = @Schema(implementation = PolicySummary.class)))
  @APIResponse(responseCode = "404", description = "There is no policy of that name")
  @APIResponse(responseCode = "412", description = "Somebody else changed it since it was read")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Uni<Response> replace(
      @PathParam("name") String name,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable String body) {
    PolicyName policy = new PolicyName(name);
    if (EntityTags.sent(ifMatch).isEmpty()) {
      return Uni.createFrom().item(PolicyResponses.versionMissing());
    }
    OptionalLong version = EntityTags.sent(ifMatch).map(EntityTags::version).orElseThrow();
    if (version.isEmpty()) {
      return Uni.createFrom().item(PolicyResponses.versionUnreadable());
    }
    Parsed parsed = PolicyParser.parse(body);
    return parsed.readable()
        ? administration
            .replace(policy, parsed.document(), parsed.faults(), version.getAsLong())
            .map(result -> PolicyResponses.of(result, 200))
        : Uni.createFrom().item(Problem.faulty(parsed.faults()));
  }

  /** Deletes a policy. */
  @DELETE
  @Path("/{name}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Delete a policy; its runs go on and its restore points stay")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "There is no policy of that name")
  @APIResponse(responseCode = "412", description = "Somebody else changed it since it was read")
  public Uni<Response> delete(
      @PathParam("name") String name, @HeaderParam("If-Match") @Nullable String ifMatch) {
    PolicyName policy = new PolicyName(name);
    OptionalLong version =
        EntityTags.sent(ifMatch).map(EntityTags::version).orElse(OptionalLong.empty());
    if (EntityTags.sent(ifMatch).isPresent() && version.isEmpty()) {
      return Uni.createFrom().item(PolicyResponses.versionUnreadable());
    }
    return administration.delete(policy, version).map(result -> PolicyResponses.of(result, 204));
  }

  /** Lets a policy rest. */
  @POST
  @Path("/{name}/pause")
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "Let the schedule rest")
  @APIResponse(
      responseCode = "200",
      description = "It rests",
      content = @Content(schema = @Schema(implementation = PolicySummary.class)))
  @APIResponse(responseCode = "404", description = "There is no policy of that name")
  public Uni<Response> pause(@PathParam("name") String name) {
    return administration
        .pause(new PolicyName(name))
        .map(result -> PolicyResponses.of(result, 200));
  }

  /** Ends the rest. */
  @POST
  @Path("/{name}/resume")
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Operation(summary = "Start the schedule again; what it missed is not made up for")
  @APIResponse(
      responseCode = "200",
      description = "It goes on",
      content = @Content(schema = @Schema(implementation = PolicySummary.class)))
  @APIResponse(responseCode = "404", description = "There is no policy of that name")
  public Uni<Response> resume(@PathParam("name") String name) {
    return administration
        .resume(new PolicyName(name))
        .map(result -> PolicyResponses.of(result, 200));
  }

  /** Runs a policy now. */
  @POST
  @Path("/{name}/run")
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Operation(
      summary = "Protect every selected application now",
      description = "The same Idempotency-Key again takes no effect and gives the same answer")
  @APIResponse(
      responseCode = "202",
      description = "What became of each application",
      content = @Content(schema = @Schema(implementation = RunNowAnswer.class)))
  @APIResponse(responseCode = "404", description = "There is no policy of that name")
  public Uni<Response> run(
      @PathParam("name") String name,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    PolicyName policy = new PolicyName(name);
    RequestId request =
        new RequestId(
            EntityTags.sent(idempotencyKey).orElseGet(() -> UUID.randomUUID().toString()));
    return runNow
        .run(policy, request)
        .map(
            answers ->
                answers
                    .map(each -> Response.accepted(RunNowAnswer.of(request, each)).build())
                    .orElseGet(() -> PolicyResponses.notFound(policy)));
  }
}
