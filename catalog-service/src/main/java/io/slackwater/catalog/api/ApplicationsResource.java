// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.application.CatalogReader;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ClusterId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The applications that discovery-service sees. */
@Path("/api/v1/applications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN})
@Tag(name = "applications")
public final class ApplicationsResource {
  private final CatalogReader catalog;

  ApplicationsResource(CatalogReader catalog) {
    this.catalog = catalog;
  }

  @GET
  @Operation(summary = "Lists applications with their parts, as last seen")
  public Uni<List<ApplicationDiscovered>> list(@QueryParam("cluster") @Nullable String cluster) {
    return catalog.applications(cluster == null ? null : new ClusterId(cluster));
  }
}
