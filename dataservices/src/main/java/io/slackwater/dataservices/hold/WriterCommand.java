// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command with which an application's writer bars itself, as the pod's annotation {@value
 * #ANNOTATION} declares it: {@code {"command": ["/app/hold"], "container": "app", "timeout":
 * "2s"}}. The command says {@code READY} when nothing more is written, answers each line {@code
 * PING nonce} with {@code HELD nonce}, and on {@code THAW} lets the writer go on, says {@code
 * THAWED} and ends. It must let the writer go on as well when its input ends or when it is killed.
 *
 * @param command the argument vector; no shell reads it
 * @param container the container to run it in; null for the pod's first
 * @param timeout how long it may take to say {@code READY}; null for what the hold allows
 */
public record WriterCommand(
    List<String> command, @Nullable String container, @Nullable Duration timeout) {

  /** The pod's annotation. */
  public static final String ANNOTATION = "slackwater.io/hold";

  /** Reads no more of its input than the line that starts the command. */
  private static final String ON_RAISE =
      "echo PREPARED; while IFS= read -r l; do [ \"$l\" != RAISE ] || exec \"$@\"; done; exit 1";

  private static final Set<String> FIELDS = Set.of("command", "container", "timeout");
  private static final ObjectMapper JSON = new ObjectMapper();

  public WriterCommand {
    command = List.copyOf(command);
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new DataServiceException(ANNOTATION + ": the command is empty");
    }
    if (timeout != null && timeout.toMillis() < 1) {
      throw new DataServiceException(ANNOTATION + ": the timeout must be above 0");
    }
  }

  /**
   * Reads the annotation's value.
   *
   * @throws DataServiceException when it is not as above; the message says what is wrong
   */
  public static WriterCommand parse(String annotation) {
    JsonNode node;
    try {
      node = JSON.readTree(annotation);
    } catch (JsonProcessingException e) {
      throw new DataServiceException(ANNOTATION + " is not JSON: " + e.getOriginalMessage());
    }
    if (!node.isObject() || !node.path("command").isArray()) {
      throw new DataServiceException(
          ANNOTATION + " must be an object with an array \"command\", not " + annotation);
    }
    List<String> unknown = new ArrayList<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw new DataServiceException(ANNOTATION + " has unknown fields " + unknown);
    }
    List<String> command = new ArrayList<>();
    for (JsonNode word : node.path("command")) {
      if (!word.isTextual()) {
        throw new DataServiceException(ANNOTATION + ": the command must be strings, not " + word);
      }
      command.add(word.asText());
    }
    return new WriterCommand(command, text(node, "container"), duration(text(node, "timeout")));
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new DataServiceException(ANNOTATION + ": " + field + " must be text, not " + value);
    }
    return value.asText();
  }

  /** As in {@code 2s}, {@code 1m30s}, or {@code PT2S}. */
  private static @Nullable Duration duration(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
    } catch (DateTimeParseException e) {
      throw new DataServiceException(ANNOTATION + ": timeout is no duration: " + text);
    }
  }

  /**
   * Prepares to run the command, which {@link BarrierPreparation#raise} does: it bars the writer as
   * soon as it runs.
   *
   * @param pod the pod, with the container to use when the annotation names none
   * @throws BarrierRefusedException when the container cannot run it, or not in time
   */
  public BarrierPreparation prepare(
      PodExec exec, PodTarget pod, BarrierRequest request, Duration atMost) {
    PodTarget target =
        container == null ? pod : new PodTarget(pod.namespace(), pod.pod(), container);
    Duration shorter =
        timeout == null || timeout.compareTo(request.raiseTimeout()) > 0
            ? request.raiseTimeout()
            : timeout;
    List<String> waiting = new ArrayList<>(List.of("sh", "-c", ON_RAISE, "prepared"));
    waiting.addAll(command);
    return BarrierPreparation.open(
        exec,
        target,
        waiting,
        new BarrierRequest(request.holdId(), request.maxHold(), shorter),
        atMost);
  }
}
