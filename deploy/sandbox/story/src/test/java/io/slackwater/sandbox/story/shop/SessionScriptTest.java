// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the writers keep their connection, with a client that dies; run as their containers would.
 */
class SessionScriptTest {

  /**
   * A client that notes the statements it is given, and dies where it is told to: a number of
   * answers, or those and one statement more.
   */
  private static final String CLIENT =
      """
      psql() {
        echo client >> clients
        left=2
        while IFS= read -r line; do
          case $line in
            select*)
              [ "$left" -gt 0 ] || exit 2
              left=$((left - 1))
              line=${line#select }
              echo "${line%;}"
              ;;
            *)
              [ "$left" -gt 0 ] || [ "$DIES" = answering ] || exit 2
              echo "$line" >> statements
              ;;
          esac
        done
      }
      """;

  private Path directory;

  @BeforeEach
  void write(@TempDir Path temporary) throws IOException {
    directory = temporary;
    Files.writeString(directory.resolve("session.sh"), Manifests.script("session.sh"));
    Files.writeString(directory.resolve("client.sh"), CLIENT);
  }

  @Test
  void statementThatWasNotTakenIsGivenToTheNextClient() throws Exception {
    assertThat(statementsOfFive("taking"))
        .containsExactly("one;", "two;", "three;", "four;", "five;");
    assertThat(Files.readAllLines(directory.resolve("clients"))).hasSize(3);
  }

  @Test
  void statementWhoseAnswerWasLostIsGivenAgainAndNoOtherIsTakenForIt() throws Exception {
    assertThat(statementsOfFive("answering"))
        .containsExactly("one;", "two;", "three;", "three;", "four;", "five;", "five;");
    assertThat(Files.readAllLines(directory.resolve("clients"))).hasSize(3);
  }

  private List<String> statementsOfFive(String dies) throws IOException, InterruptedException {
    Path said = directory.resolve("said");
    ProcessBuilder writer =
        new ProcessBuilder(
                "bash",
                "-c",
                "set -eu; . ./session.sh; . ./client.sh; connect;"
                    + " for each in one two three four five; do commit $each; done")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    writer.environment().put("DIES", dies);
    writer.environment().put("TMPDIR", directory.toString());
    Process process = writer.start();
    boolean ended = process.waitFor(30, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0).as(Files.readString(said, UTF_8)).isTrue();
    return Files.readAllLines(directory.resolve("statements"));
  }
}
