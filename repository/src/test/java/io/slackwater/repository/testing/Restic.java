// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.repository.testing.Processes.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The real restic, working on one repository. Where it is missing it is installed, or the test
 * fails and says so.
 */
public final class Restic {

  private static final Path BINARY = Path.of("/usr/bin/restic");

  private final Map<String, String> environment = new HashMap<>();
  private final Path binary;

  /** Works on a repository with the tests' password and a cache of its own. */
  public Restic(String repository, Path cache) throws IOException {
    this(installed(), repository, cache);
  }

  /** Works with another restic than the system's. */
  public Restic(Path binary, String repository, Path cache) {
    this.binary = binary;
    environment.put("RESTIC_REPOSITORY", repository);
    environment.put("RESTIC_PASSWORD", "correct horse");
    environment.put("RESTIC_CACHE_DIR", cache.toString());
    environment.put("GOMAXPROCS", "2");
  }

  /** Finds a newer restic; ends the test as skipped where it cannot be had. */
  public static Path newer(String version) throws IOException {
    Path script = Path.of("..", "scripts", "restic-newer").toAbsolutePath().normalize();
    Ended ended = Processes.run(Map.of(), List.of(script.toString(), version));
    Assumptions.assumeTrue(ended.exitCode() == 0, () -> "restic " + version + ": " + ended.err());
    return Path.of(ended.lastLine());
  }

  /** Returns the command that this runs. */
  public Path binary() {
    return binary;
  }

  /** Adds to its environment. */
  public Restic with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  private static synchronized Path installed() throws IOException {
    if (Files.isExecutable(BINARY)) {
      return BINARY;
    }
    Processes.run(Map.of(), List.of("apt-get", "update", "-q"));
    Ended ended = Processes.run(Map.of(), List.of("apt-get", "install", "-y", "-q", "restic"));
    if (!Files.isExecutable(BINARY)) {
      throw new IllegalStateException(
          "these tests need the restic command and could not install it; run as root: apt-get install restic\n"
              + ended.err());
    }
    return BINARY;
  }

  /** Runs restic. */
  public Ended run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(arguments));
    return Processes.run(environment, command);
  }

  /** Runs restic and expects it to succeed. */
  public String succeed(String... arguments) throws IOException {
    Ended ended = run(arguments);
    assertThat(ended.exitCode()).as("%s%n%s", ended.out(), ended.err()).isZero();
    return ended.out();
  }

  /** Runs restic and reads the last line of its output as JSON. */
  public JsonNode json(String... arguments) throws IOException {
    String out = succeed(arguments);
    return new ObjectMapper().readTree(out.lines().reduce("", (earlier, later) -> later));
  }

  /** Expects that restic finds no error in any byte of the repository. */
  public void checkReadData() throws IOException {
    assertThat(succeed("check", "--read-data")).contains("no errors were found");
  }
}
