// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.slackwater.sandbox.testing.Poll;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cooperating writer's own command, run as its container would. */
class HoldScriptTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Process> started = new ArrayList<>();
  private Path directory;
  private Path script;
  private Path lock;

  @BeforeEach
  void write(@TempDir Path temporary) throws IOException {
    directory = temporary;
    script = directory.resolve("hold.sh");
    lock = directory.resolve("placing.lock");
    Files.writeString(script, Manifests.script("hold.sh"));
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void barsTheWriterUntilItIsThawed() throws IOException {
    Process hold = start("bash", script.toString());
    try (BufferedReader said = hold.inputReader();
        Writer asked = hold.outputWriter()) {
      assertThat(said.readLine()).isEqualTo("READY");
      assertThat(writerMayPlace()).isFalse();
      say(asked, "PING one");
      assertThat(said.readLine()).isEqualTo("HELD one");
      assertThat(writerMayPlace()).isFalse();
      say(asked, "THAW");
      assertThat(said.readLine()).isEqualTo("THAWED");
      assertThat(Poll.until(PATIENCE, this::writerMayPlace)).isTrue();
    }
  }

  @Test
  void waitsForTheOrderInHand() throws IOException {
    Path finished = directory.resolve("finished");
    Process order =
        start(
            "flock", "-x", lock.toString(), "sh", "-c", "echo begun; read end; touch " + finished);
    try (BufferedReader begun = order.inputReader()) {
      assertThat(begun.readLine()).isEqualTo("begun");
      Process hold = start("bash", script.toString());
      try (BufferedReader said = hold.inputReader()) {
        order.getOutputStream().close();
        assertThat(said.readLine()).isEqualTo("READY");
        assertThat(finished).exists();
      }
    }
  }

  @Test
  void lessThanAPingLetsTheWriterGo() throws IOException {
    Process hold = start("bash", script.toString());
    try (BufferedReader said = hold.inputReader()) {
      assertThat(said.readLine()).isEqualTo("READY");
      assertThat(Poll.until(PATIENCE, this::writerMayPlace)).isTrue();
    }
  }

  @Test
  void endOfItsInputAndItsDeathLetTheWriterGo() throws IOException {
    Process left = start("bash", script.toString());
    assertThat(left.inputReader().readLine()).isEqualTo("READY");
    left.getOutputStream().close();
    assertThat(Poll.until(PATIENCE, this::writerMayPlace)).isTrue();

    Process killed = start("bash", script.toString());
    assertThat(killed.inputReader().readLine()).isEqualTo("READY");
    killed.destroyForcibly();
    assertThat(Poll.until(PATIENCE, this::writerMayPlace)).isTrue();
  }

  @Test
  void podDeclaresTheCommand() throws IOException {
    String declared =
        Manifests.writers().stream()
            .filter(object -> object.getMetadata().getName().equals("writer"))
            .map(writer -> ((Deployment) writer).getSpec().getTemplate().getMetadata())
            .map(pod -> pod.getAnnotations().get("slackwater.io/hold"))
            .findFirst()
            .orElseThrow();
    assertThat(new ObjectMapper().readTree(declared).path("command").toString())
        .isEqualTo("[\"bash\",\"/scripts/hold.sh\"]");
  }

  private boolean writerMayPlace() {
    return start("flock", "-n", lock.toString(), "true").onExit().join().exitValue() == 0;
  }

  private static void say(Writer to, String line) throws IOException {
    to.write(line + "\n");
    to.flush();
  }

  private Process start(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PLACING_LOCK", lock.toString());
    try {
      Process process = builder.start();
      started.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
