// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.domain.RestoreOrder;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.InvalidNameException;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.RestoreTransforms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a restore. Every fault in it is named at once. */
@Schema(name = "Restore")
public record RestoreBody(
    @Schema(required = true, description = "the restore point to restore from")
        @Nullable String restorePoint,
    @Schema(required = true) @Nullable Target target,
    @Schema(
            description =
                "where data come from: volumes by snapshot while it exists, else by export (BEST);"
                    + " by export alone; or the dumps of the data services that have one",
            enumeration = {"BEST", "EXPORT", "DUMP"},
            defaultValue = "BEST")
        @Nullable String source,
    @Schema(description = "names the intent: sent twice, it is one restore; chosen when absent")
        @Nullable String requestId,
    @Schema(description = "handed on with every event of the restore")
        @Nullable String correlationId) {

  /** Where to. */
  public record Target(
      @Schema(required = true) @Nullable String cluster,
      @Schema(required = true) @Nullable String namespace,
      @Schema(description = "what is made otherwise than it was captured")
          @Nullable Transforms transforms) {}

  /** What is made otherwise. */
  public record Transforms(
      @Schema(description = "the storage class of a claim there, by the one that was captured")
          @Nullable Map<String, @Nullable String> storageClasses) {}

  RestoreOrder order(Supplier<String> requestIds) {
    List<String> faults = new ArrayList<>();
    RestorePointId point =
        part(faults, "restorePoint", restorePoint, text -> new RestorePointId(text));
    ClusterId cluster =
        part(faults, "target.cluster", target == null ? null : target.cluster(), ClusterId::new);
    RestoreTarget whole =
        part(
            faults,
            "target.namespace",
            target == null ? null : target.namespace(),
            text ->
                new RestoreTarget(
                    cluster == null ? new ClusterId("unknown") : cluster,
                    text,
                    transforms(faults, target == null ? null : target.transforms())));
    RestoreSource from =
        part(faults, "source", source == null ? "BEST" : source, RestoreSource::valueOf);
    RequestId request =
        part(faults, "requestId", requestId == null ? requestIds.get() : requestId, RequestId::new);
    if (!faults.isEmpty()
        || point == null
        || cluster == null
        || whole == null
        || from == null
        || request == null) {
      throw ProblemException.invalid(String.join("; ", faults));
    }
    return new RestoreOrder(
        request, point, whole, from, correlationId == null ? request.value() : correlationId);
  }

  private static @Nullable RestoreTransforms transforms(
      List<String> faults, @Nullable Transforms asked) {
    if (asked == null || asked.storageClasses() == null) {
      return null;
    }
    Map<String, String> classes = new LinkedHashMap<>();
    asked
        .storageClasses()
        .forEach(
            (from, to) -> {
              if (to == null || to.isBlank()) {
                faults.add(
                    "target.transforms.storageClasses: name the class that replaces '%s'"
                        .formatted(from));
              } else {
                classes.put(from, to);
              }
            });
    return new RestoreTransforms(classes);
  }

  private static <T> @Nullable T part(
      List<String> faults, String name, @Nullable String text, Parser<T> parser) {
    if (text == null) {
      faults.add("missing: name " + name);
      return null;
    }
    try {
      return parser.parse(text);
    } catch (InvalidNameException e) {
      faults.add(name + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      faults.add("%s: there is no '%s', see /q/openapi".formatted(name, text));
    }
    return null;
  }

  private interface Parser<T> {
    T parse(String text);
  }
}
