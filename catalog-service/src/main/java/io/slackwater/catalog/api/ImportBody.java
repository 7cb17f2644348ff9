// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.domain.ImportOrder;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.InvalidNameException;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of an import. Every fault in it is named at once. */
@Schema(name = "Import")
public record ImportBody(
    @Schema(required = true, description = "the location whose restore points are taken in")
        @Nullable String location,
    @Schema(
            required = true,
            description =
                "whose executor reads it: it must know the location and open what is in it")
        @Nullable String cluster,
    @Schema(
            description =
                "only repositories at or below this path: cluster, cluster/namespace or"
                    + " cluster/namespace/application")
        @Nullable String under,
    @Schema(description = "names the intent: sent twice, it is one import; chosen when absent")
        @Nullable String requestId,
    @Schema(description = "handed on with every event of the import")
        @Nullable String correlationId) {

  ImportOrder order(Supplier<String> requestIds) {
    List<String> faults = new ArrayList<>();
    LocationName from = part(faults, "location", location, LocationName::new);
    ClusterId reader = part(faults, "cluster", cluster, ClusterId::new);
    RequestId request =
        part(faults, "requestId", requestId == null ? requestIds.get() : requestId, RequestId::new);
    if (from == null || reader == null || request == null) {
      throw ProblemException.invalid(String.join("; ", faults));
    }
    return new ImportOrder(
        request, reader, from, under, correlationId == null ? request.value() : correlationId);
  }

  private static <T> @Nullable T part(
      List<String> faults, String name, @Nullable String text, Function<String, T> parser) {
    if (text == null) {
      faults.add("missing: name " + name);
      return null;
    }
    try {
      return parser.apply(text);
    } catch (InvalidNameException e) {
      faults.add(name + ": " + e.getMessage());
      return null;
    }
  }
}
