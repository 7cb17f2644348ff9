// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.repository.testing.GeneratedTree;
import io.slackwater.repository.testing.Processes;
import io.slackwater.repository.testing.Processes.Ended;
import io.slackwater.repository.testing.Restic;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar, as a mover pod runs it. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class CommandLineIT {

  private static final Path JAR = Path.of("target", "slackwater-repository.jar").toAbsolutePath();

  @TempDir private Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private Path data;

  @BeforeEach
  void setUp() {
    data = directory.resolve("data");
    environment.put("RESTIC_REPOSITORY", directory.resolve("repository").toString());
    environment.put("RESTIC_PASSWORD", "correct horse");
  }

  private static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Ended run(String... arguments) throws IOException {
    return Processes.run(environment, command(arguments));
  }

  private JsonNode succeed(String... arguments) throws IOException {
    Ended ended = run(arguments);
    assertThat(ended.exitCode()).as("%s%n%s", ended.out(), ended.err()).isZero();
    return new ObjectMapper().readTree(ended.lastLine());
  }

  private Restic restic() throws IOException {
    return new Restic(
        environment.getOrDefault("RESTIC_REPOSITORY", ""), directory.resolve("cache"));
  }

  @Test
  void doesWhatAMoverNeeds() throws Exception {
    GeneratedTree.fill(data, 31);
    succeed("init", "--json");

    JsonNode saved =
        succeed("backup", data.toString(), "--json", "--tag", "a", "--tag", "b,c", "--host", "H");
    String id = saved.path("snapshot_id").asText();
    assertThat(saved.path("message_type").asText()).isEqualTo("summary");
    assertThat(saved.path("files_new").asLong()).isGreaterThan(10);
    assertThat(saved.path("total_bytes_processed").asLong()).isGreaterThan(9_000_000);
    assertThat(saved.path("data_added").asLong()).isPositive();

    JsonNode listed = succeed("snapshots", "--json").get(0);
    assertThat(listed.path("id").asText()).isEqualTo(id);
    assertThat(listed.path("tags")).extracting(JsonNode::asText).containsExactly("a", "b", "c");
    assertThat(listed.path("hostname").asText()).isEqualTo("H");

    Path out = directory.resolve("out");
    JsonNode restored = succeed("restore", id + ":" + data, "--target", out.toString(), "--json");
    assertThat(restored.path("files_restored").asLong())
        .isEqualTo(saved.path("files_new").asLong());
    assertThat(restored.has("snapshot_id")).as("as in restic, only a backup's summary").isFalse();
    GeneratedTree.assertEqual(out, data);
    assertThat(succeed("--json", "check", "--read-data").path("num_errors").asInt()).isZero();
    restic().checkReadData();
  }

  @Test
  void readsWithJavasOwnCiphersWhatItWroteWithTheLibrarysAndTheOtherWayRound() throws Exception {
    GeneratedTree.fill(data, 33);
    succeed("init", "--json");
    succeed("backup", data.toString(), "--json");
    environment.put("JDK_JAVA_OPTIONS", "-Dslackwater.libcrypto=false");

    succeed("backup", data.resolve("a").toString(), "--json");
    Path out = directory.resolve("out");
    succeed(
        "restore",
        "latest:" + data,
        "--path",
        data.toString(),
        "--target",
        out.toString(),
        "--json");

    GeneratedTree.assertEqual(out, data);
    environment.remove("JDK_JAVA_OPTIONS");
    assertThat(succeed("--json", "check", "--read-data").path("num_errors").asInt()).isZero();
  }

  @Test
  void savesItsInputAndWritesItOutAgain() throws Exception {
    succeed("init", "--json");
    byte[] dump = new byte[3_000_000];
    new Random(1).nextBytes(dump);
    ProcessBuilder builder =
        new ProcessBuilder(command("backup", "--stdin", "--stdin-filename", "db.dump", "--json"));
    builder.environment().putAll(environment);
    Process piped = builder.start();
    try (OutputStream in = piped.getOutputStream()) {
      in.write(dump);
    }
    assertThat(Processes.await(piped).exitCode()).isZero();

    Path written = directory.resolve("written");
    ProcessBuilder reader = new ProcessBuilder(command("dump", "latest", "/db.dump"));
    reader.environment().putAll(environment);
    assertThat(reader.redirectOutput(written.toFile()).start().waitFor()).isZero();

    assertThat(written).hasBinaryContent(dump);
    JsonNode stats = succeed("stats", "--json");
    assertThat(stats.path("total_size").asLong()).isEqualTo(3_000_000);
  }

  @Test
  void answersWithResticsExitCodes() throws Exception {
    Files.createDirectories(data);
    Ended missing = run("snapshots", "--json");
    assertThat(missing.exitCode()).isEqualTo(10);
    assertThat(new ObjectMapper().readTree(missing.lastLine()).path("code").asInt()).isEqualTo(10);
    succeed("init", "--json");

    assertThat(run("init").exitCode()).isEqualTo(1);
    assertThat(run("backup").exitCode()).isEqualTo(1);
    assertThat(run("no-such-command").exitCode()).isEqualTo(1);
    assertThat(run("backup", directory.resolve("nothing").toString()).err())
        .contains("it does not exist");
    assertThat(run("restore", "0000", "--target", data.toString()).err())
        .contains("does not exist");

    environment.put("RESTIC_PASSWORD", "wrong");
    Ended wrong = run("backup", data.toString(), "--json");
    assertThat(wrong.exitCode()).isEqualTo(12);
    assertThat(wrong.lastLine()).contains("wrong password").contains("Nothing was written");
  }

  @Test
  void saysThatTheRepositoryIsLocked() throws Exception {
    Files.createDirectories(data);
    succeed("init", "--json");
    ProcessBuilder builder =
        new ProcessBuilder(command("backup", "--stdin", "--stdin-filename", "f"));
    builder.environment().putAll(environment);
    Process holder = builder.start();
    // Far more than fits into pipe and memory: once it is taken, the holder has its lock.
    writeRandom(holder.getOutputStream(), 1);

    Ended locked = run("prune", "--json");
    holder.getOutputStream().close();

    assertThat(locked.exitCode()).isEqualTo(11);
    assertThat(locked.lastLine()).contains("a shared lock held by pid " + holder.pid());
    assertThat(Processes.await(holder).exitCode()).isZero();
    succeed("prune", "--json");
  }

  @Test
  void survivesSigkillInTheMiddleOfABackup() throws Exception {
    GeneratedTree.fill(data, 32);
    succeed("init", "--json");
    ProcessBuilder builder =
        new ProcessBuilder(command("backup", "--stdin", "--stdin-filename", "f"));
    builder.environment().putAll(environment);
    builder.environment().put("HOSTNAME", "mover-1");
    Process victim = builder.start();
    writeRandom(victim.getOutputStream(), 20);
    victim.destroyForcibly().waitFor();

    try (var packs =
        Files.find(directory.resolve("repository/data"), 2, (p, a) -> a.isRegularFile())) {
      assertThat(packs).as("packs that the dead backup left").isNotEmpty();
    }
    assertThat(succeed("snapshots", "--json")).isEmpty();
    JsonNode saved = succeed("backup", data.toString(), "--json");
    assertThat(run("prune").exitCode()).as("the dead backup's lock is still there").isEqualTo(11);
    assertThat(succeed("unlock", "--host", "mover-1", "--json").path("locks_removed").asInt())
        .isOne();
    restic().checkReadData();
    assertThat(succeed("prune", "--json").path("packs_deleted").asInt()).isPositive();
    restic().checkReadData();
    assertThat(saved.path("snapshot_id").asText())
        .isEqualTo(succeed("snapshots", "--json").get(0).path("id").asText());
  }

  @Test
  void saysWhatToDoWhenTheDiskIsFullAndGoesOnAfterwards() throws Exception {
    restic();
    Files.createDirectories(data);
    byte[] content = new byte[40_000_000];
    new Random(3).nextBytes(content);
    Files.write(data.resolve("f"), content);
    Path disk = Files.createDirectory(directory.resolve("disk"));
    environment.put("RESTIC_REPOSITORY", disk + "/repository");
    String cli = String.join(" ", command());
    String script =
        """
        set -e
        mount -t tmpfs -o size=80m tmpfs %1$s
        %2$s init --json
        head -c 60000000 /dev/zero > %1$s/filler
        set +e
        %2$s backup %3$s --json
        echo "full: $?"
        rm %1$s/filler
        %2$s backup %3$s --json
        echo "freed: $?"
        restic check --read-data
        echo "check: $?"
        """
            .formatted(disk, cli, data);

    Ended ended =
        Processes.run(
            environment, List.of("unshare", "--map-root-user", "--mount", "sh", "-c", script));

    assertThat(ended.out())
        .as(ended.err())
        .contains("full: 1", "no space left on device: free space there", "freed: 0", "check: 0");
  }

  @Test
  void reportsWhatItCouldNotReadAndExitsWith3() throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("readable"), "x");
    // A name in /proc that root, too, may list but not read.
    succeed("init", "--json");
    Path unreadable = Path.of("/proc/self/mem");

    Ended ended = run("backup", data.toString(), unreadable.toString(), "--json");

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(3);
    assertThat(ended.err()).contains("not read: /proc/self/mem");
    JsonNode summary = new ObjectMapper().readTree(ended.lastLine());
    assertThat(summary.path("files_unread").asInt()).isOne();
    assertThat(summary.path("snapshot_id").asText()).hasSize(64);
  }

  private static void writeRandom(OutputStream out, int chunks) throws IOException {
    Random random = new Random(9);
    byte[] chunk = new byte[8 << 20];
    for (int i = 0; i < chunks; i++) {
      random.nextBytes(chunk);
      out.write(chunk);
    }
    out.flush();
  }
}
