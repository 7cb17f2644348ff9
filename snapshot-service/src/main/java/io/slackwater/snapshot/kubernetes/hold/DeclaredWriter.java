// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.hold.WriterCommand;
import io.slackwater.snapshot.domain.HoldFailedException;
import java.util.Optional;

/**
 * A running pod that declares by {@value WriterCommand#ANNOTATION} how it is barred.
 *
 * @param order its place among the application's writers, as the annotation's field {@code order}
 *     says; lower ones are barred first, and 0 is what those have that say none
 */
record DeclaredWriter(Pod pod, WriterCommand command, int order) {

  private static final String ORDER = "order";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a pod's declaration; empty when it has none.
   *
   * @throws HoldFailedException when it cannot be read: a writer that wants to be barred must not
   *     be passed over
   */
  static Optional<DeclaredWriter> of(Pod pod) {
    String declared =
        pod.getMetadata().getAnnotations() == null
            ? null
            : pod.getMetadata().getAnnotations().get(WriterCommand.ANNOTATION);
    if (declared == null) {
      return Optional.empty();
    }
    try {
      if (JSON.readTree(declared) instanceof ObjectNode object && object.has(ORDER)) {
        JsonNode order = object.remove(ORDER);
        if (!order.isInt()) {
          throw unreadable(pod, "order must be a whole number, not " + order);
        }
        return Optional.of(
            new DeclaredWriter(pod, WriterCommand.parse(object.toString()), order.asInt()));
      }
      return Optional.of(new DeclaredWriter(pod, WriterCommand.parse(declared), 0));
    } catch (JsonProcessingException e) {
      throw unreadable(pod, "it is not JSON: " + e.getOriginalMessage());
    } catch (DataServiceException e) {
      throw unreadable(pod, String.valueOf(e.getMessage()));
    }
  }

  private static HoldFailedException unreadable(Pod pod, String why) {
    return new HoldFailedException(
        "pod '%s/%s' declares with annotation %s how it is barred, but %s: nobody was barred; correct the annotation"
            .formatted(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                WriterCommand.ANNOTATION,
                why),
        false);
  }

  /** The container that the command runs in. */
  String container() {
    String named = command.container();
    return named == null ? pod.getSpec().getContainers().getFirst().getName() : named;
  }
}
