// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An application's repository, as stock restic reads it. */
final class Repository {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox;
  private final ApplicationId application;

  Repository(Sandbox sandbox, ApplicationId application) {
    this.sandbox = sandbox;
    this.application = application;
  }

  /** Writes a file of a snapshot. */
  void dump(String snapshot, String path, Path to) {
    Programs.run(restic("dump", snapshot, path).redirectOutput(to.toFile()), "");
  }

  /** The ids of all snapshots. */
  Set<String> snapshots() {
    try {
      Path list = Files.createTempFile("snapshots", ".json");
      try {
        Programs.run(restic("snapshots", "--json").redirectOutput(list.toFile()), "");
        Set<String> ids = new TreeSet<>();
        for (JsonNode snapshot : JSON.readTree(list.toFile())) {
          ids.add(snapshot.path("id").asText());
        }
        return ids;
      } finally {
        Files.delete(list);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder restic(String... arguments) {
    String repository =
        "s3:" + sandbox.addresses().objectStoreUri() + "/vault/" + application.key();
    List<String> command = new ArrayList<>(List.of("restic", "--no-cache", "--no-lock"));
    command.addAll(List.of("-r", repository));
    command.addAll(List.of(arguments));
    ProcessBuilder restic = new ProcessBuilder(command);
    var environment = restic.environment();
    environment.put(
        "RESTIC_PASSWORD_FILE",
        sandbox.secrets().file(Secrets.repositoryPassword("east")).toString());
    environment.put("AWS_ACCESS_KEY_ID", sandbox.secrets().value("s3-access-key"));
    environment.put("AWS_SECRET_ACCESS_KEY", sandbox.secrets().value("s3-secret-key"));
    return restic;
  }
}
