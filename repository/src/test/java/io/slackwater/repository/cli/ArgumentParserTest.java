// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentParserTest {

  private static final Option HOST = Option.of('H', "host", "NAME", "");
  private static final Option TAG = Option.of("tag", "TAG[,TAG]", "");
  private static final Option FORCE = Option.flag('f', "force", "");

  private static Arguments parse(String... line) {
    return new ArgumentParser(List.of(line)).parse();
  }

  /** Finds the command's own option, whose description this test need not repeat. */
  private static Option own(String command, Option like) {
    return Commands.named(command).syntax().options().stream()
        .filter(option -> option.name().equals(like.name()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--host h", "--host=h", "-H h", "-Hh", "-H=h", "-fH h", "-H x --host h"})
  void takesAValueInEveryUsualForm(String given) {
    Arguments arguments = parse(("backup /a " + given + " /b").split(" "));

    assertThat(arguments.last(own("backup", HOST))).isEqualTo("h");
    assertThat(arguments.words()).containsExactly("/a", "/b");
  }

  @Test
  void takesOptionsOfAllCommandsBeforeTheCommandToo() {
    ArgumentParser parser =
        new ArgumentParser(
            List.of("--json", "-r", "restore", "snapshots", "--tag", "a,b", "--tag=c"));

    Arguments arguments = parser.parse();

    assertThat(parser.command()).isInstanceOf(SnapshotsCommand.class);
    assertThat(arguments.words()).isEmpty();
    assertThat(arguments.split(own("snapshots", TAG))).containsExactly("a", "b", "c");
  }

  @Test
  void takesParametersThatLookLikeOptionsAfterTwoDashes() {
    Arguments arguments = parse("backup", "-f", "--", "-f", "--json");

    assertThat(arguments.has(own("backup", FORCE))).isTrue();
    assertThat(arguments.words()).containsExactly("-f", "--json");
  }

  @Test
  void takesAFlagBack() {
    assertThat(parse("backup", "/a", "--force=false").has(own("backup", FORCE))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup --no-such /a",
        "backup -x",
        "--force backup",
        "restore latest --target",
        "no-such-command",
        "-r"
      })
  void rejectsWhatTheCommandDoesNotTake(String line) {
    assertThatThrownBy(() -> parse(line.split(" "))).isInstanceOf(UsageException.class);
  }

  @Test
  void rejectsANumberThatIsNone() {
    Option maxUnused = own("prune", Option.of("max-unused", "PERCENT", ""));

    assertThatThrownBy(() -> parse("prune", "--max-unused", "some").number(maxUnused, 5))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--max-unused")
        .hasMessageContaining("some");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ls",
        "dump latest",
        "check x",
        "restore latest",
        "key",
        "key add",
        "key remove"
      })
  void endsWithOneAndAMessageWhenSomethingIsMissing(String line) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");

    assertThat(run(new ByteArrayOutputStream(), err, arguments)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Fatal: ");
  }

  @Test
  void helpsWithEveryCommandAndItsOptions() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteArrayOutputStream one = new ByteArrayOutputStream();

    assertThat(run(all, all, "--help")).isZero();
    assertThat(run(one, one, "restore", "--help")).isZero();

    assertThat(all.toString(StandardCharsets.UTF_8))
        .contains("  init ", "  restore ", "  key ", "--repo REPOSITORY")
        .doesNotContain("train");
    assertThat(one.toString(StandardCharsets.UTF_8))
        .contains("ID[:PATH]", "-t, --target DIRECTORY", "-H, --host NAME", "--json");
  }

  @Test
  void answersWithJsonAlsoWhenTheLineIsWrong() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(run(out, new ByteArrayOutputStream(), "backup", "--no-such", "--json")).isOne();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("exit_error").contains("--no-such");
  }

  private static int run(
      ByteArrayOutputStream out, ByteArrayOutputStream err, String... arguments) {
    return new RepositoryCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false)
        .run(arguments);
  }
}
