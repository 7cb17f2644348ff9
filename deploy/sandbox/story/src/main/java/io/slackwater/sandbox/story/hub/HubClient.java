// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.sandbox.story.StoryException;
import io.slackwater.sandbox.story.stack.Addresses;
import io.slackwater.sandbox.story.stack.Service;
import io.slackwater.sandbox.testing.Poll;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The APIs of policy-service and catalog-service, as an operator uses them. Thread-safe. */
public final class HubClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = ContractJson.mapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI policies;
  private final URI catalog;

  /** The hub of a sandbox. */
  public HubClient(Addresses addresses) {
    this.policies = addresses.service(Service.POLICY);
    this.catalog = addresses.service(Service.CATALOG);
  }

  /** An answer: its status and its JSON. */
  public record Answer(int status, JsonNode body) {

    private JsonNode expect(int expected, String what) {
      if (status != expected) {
        throw new StoryException("%s: answered %d: %s".formatted(what, status, body));
      }
      return body;
    }
  }

  /** Makes a policy that protects one application every so often. */
  public void createPolicy(
      String name, String namespace, String approach, boolean export, Duration every) {
    createPolicy(
        Map.of(
            "name",
            name,
            "selector",
            Map.of("clusters", List.of("east"), "namespaces", List.of(namespace)),
            "approach",
            approach,
            "schedule",
            Map.of("every", every.toString()),
            "retention",
            Map.of("last", 5),
            "location",
            "vault",
            "export",
            export));
  }

  /** Makes a policy of a document. */
  public void createPolicy(Map<String, Object> policy) {
    send("POST", policies.resolve("/api/v1/policies"), policy)
        .expect(201, "policy " + policy.get("name"));
  }

  /** Begins a run of a policy now; asked for again while that goes on, none. */
  public void runPolicy(String name) {
    send("POST", policies.resolve("/api/v1/policies/" + name + "/run"), Map.of())
        .expect(202, "running policy " + name);
  }

  /** Lets a policy rest. */
  public void pausePolicy(String name) {
    send("POST", policies.resolve("/api/v1/policies/" + name + "/pause"), Map.of())
        .expect(200, "pausing policy " + name);
  }

  /** Asks for a restore, or with {@code dryRun} for its plan. */
  public Answer restore(
      RestorePointId point, RestoreTarget target, RestoreSource from, boolean dryRun) {
    return send(
        "POST",
        catalog.resolve("/api/v1/restores?dryRun=" + dryRun),
        Map.of(
            "restorePoint",
            point.value(),
            "target",
            target,
            "source",
            from.name(),
            "requestId",
            UUID.randomUUID().toString()));
  }

  /** Asks for the restore points of the story's location, read by an executor of a cluster. */
  public Answer importLocation(String cluster) {
    return send(
        "POST",
        catalog.resolve("/api/v1/imports"),
        Map.of("location", "vault", "cluster", cluster, "requestId", UUID.randomUUID().toString()));
  }

  /** The run that an accepted restore, or import, began. */
  public static RunId begun(Answer answer) {
    return new RunId(answer.expect(202, "the request").path("id").asText());
  }

  /** How many stages a plan has. */
  public static int stages(Answer answer) {
    return answer.expect(200, "the dry run").path("stages").size();
  }

  /** Asks for the end of a run that has not settled. */
  public void cancel(RunId run, Duration deadline) {
    send(
            "POST",
            catalog.resolve("/api/v1/runs/" + run.value() + "/cancel"),
            Map.of("deadline", deadline.toString()))
        .expect(200, "the cancellation of run " + run.value());
  }

  /** A run with its tasks. */
  public JsonNode run(RunId run) {
    return send("GET", catalog.resolve("/api/v1/runs/" + run.value()), null)
        .expect(200, "run " + run.value());
  }

  /** A restore point as the catalog has it now. */
  public RestorePoint restorePoint(RestorePointId point) {
    JsonNode body =
        send("GET", catalog.resolve("/api/v1/restore-points/" + point.value()), null)
            .expect(200, "restore point " + point.value());
    try {
      return JSON.treeToValue(body.path("restorePoint"), RestorePoint.class);
    } catch (JsonProcessingException e) {
      throw new StoryException("the catalog's restore point cannot be read", e);
    }
  }

  /** Every restore point of an application. */
  public List<RestorePointId> restorePoints(String application) {
    URI address = catalog.resolve("/api/v1/restore-points?limit=500&application=" + application);
    List<RestorePointId> points = new ArrayList<>();
    send("GET", address, null)
        .expect(200, "restore points")
        .path("items")
        .forEach(item -> points.add(new RestorePointId(item.path("id").asText())));
    return points;
  }

  /** Sends until it is answered: what is sent here, sent twice, is done once. */
  private Answer send(String method, URI address, @Nullable Object body) {
    AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
    AtomicReference<@Nullable IOException> cause = new AtomicReference<>();
    boolean answered =
        Poll.until(
            PATIENCE,
            () -> {
              try {
                answer.set(sendOnce(method, address, body));
                return true;
              } catch (IOException e) {
                cause.set(e);
                return false;
              }
            });
    Answer found = answer.get();
    if (!answered || found == null) {
      throw new StoryException("no answer from " + address, cause.get());
    }
    return found;
  }

  private Answer sendOnce(String method, URI address, @Nullable Object body) throws IOException {
    try {
      HttpRequest.BodyPublisher content =
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .method(method, content)
              .build();
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode answer =
          response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
      return new Answer(response.statusCode(), answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryException("interrupted while asking " + address, e);
    }
  }
}
