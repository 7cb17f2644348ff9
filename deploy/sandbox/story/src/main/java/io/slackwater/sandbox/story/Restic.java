// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.Secrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The stock restic of the machine, on a repository in the sandbox's object store. Thread-safe. */
final class Restic {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox;
  private final String repository;

  Restic(Sandbox sandbox, String application) {
    this.sandbox = sandbox;
    this.repository = "s3:" + sandbox.addresses().objectStoreUri() + "/vault/" + application;
  }

  /** The repository, as restic names it. */
  String repository() {
    return repository;
  }

  /** What restic says it is. */
  String version() {
    return run(List.of("version")).strip();
  }

  /** Reads every pack and checks everything. */
  void checkAll() {
    run(List.of("check", "--read-data"));
  }

  /** The ids of all snapshots. */
  Set<String> snapshots() {
    Set<String> ids = new TreeSet<>();
    try {
      for (JsonNode snapshot : JSON.readTree(run(List.of("snapshots", "--json")))) {
        ids.add(snapshot.path("id").asText());
      }
    } catch (JsonProcessingException e) {
      throw new StoryException("restic's list of snapshots is not JSON", e);
    }
    return ids;
  }

  /** Whether one of the sandbox's secrets opens it. */
  boolean opensBy(String secret) {
    return execute(List.of("cat", "config"), secret).exitCode() == 0;
  }

  private record Ended(int exitCode, String output) {}

  private String run(List<String> arguments) {
    Ended ended = execute(arguments, Secrets.repositoryPassword("east"));
    if (ended.exitCode() != 0) {
      throw new StoryException(
          "restic %s failed, see %s: %s"
              .formatted(
                  String.join(" ", arguments), sandbox.home().log("restic"), ended.output()));
    }
    return ended.output();
  }

  private Ended execute(List<String> arguments, String secret) {
    List<String> command = new ArrayList<>(List.of("restic", "--no-cache", "-r", repository));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("RESTIC_PASSWORD_FILE", sandbox.secrets().file(secret).toString());
    builder.environment().put("AWS_ACCESS_KEY_ID", sandbox.secrets().value("s3-access-key"));
    builder.environment().put("AWS_SECRET_ACCESS_KEY", sandbox.secrets().value("s3-secret-key"));
    builder.redirectError(sandbox.home().log("restic").toFile());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ended(process.waitFor(), output);
    } catch (IOException e) {
      throw new StoryException("cannot run restic: install it (deploy/sandbox/install)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryException("interrupted while restic ran", e);
    }
  }
}
