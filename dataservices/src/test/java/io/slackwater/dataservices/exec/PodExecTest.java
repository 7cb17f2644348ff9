// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodExecTest {

  private static final PodTarget POD = new PodTarget("shop", "db-0", "postgres");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Path dir;

  PodExecTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private PodExec exec() {
    return exec(out -> out, in -> in);
  }

  private PodExec exec(
      UnaryOperator<InputStream> outputFault, UnaryOperator<OutputStream> inputFault) {
    PodShell local = new LocalPodShell(Map.of("TMPDIR", dir.toString()));
    return new PodExec(new FaultyPodShell(local, outputFault, inputFault), new SecureRandom());
  }

  @Test
  void givesOutputMessagesAndExitCodeOfATool() {
    ExecResult result =
        exec()
            .run(
                POD,
                List.of("sh", "-c", "echo \"$1\"; echo two >&2; exit 3", "x", "a 'b' $c"),
                TIMEOUT);

    assertThat(result).isEqualTo(new ExecResult(3, "a 'b' $c\n", List.of("two")));
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void streamsBytesUnchangedAndProvesThem() throws Exception {
    byte[] bytes = random(3_000_017);
    Path file = Files.write(dir.resolve("payload"), bytes);

    try (ProvedStream stream = exec().streamOut(POD, List.of("cat", file.toString()), TIMEOUT)) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.proof())
          .isEqualTo(new StreamProof(bytes.length, sha256(bytes), 0, List.of()));
    }
  }

  @Test
  void streamsNothingWhenTheToolWritesNothing() throws Exception {
    try (ProvedStream stream = exec().streamOut(POD, List.of("true"), TIMEOUT)) {
      assertThat(stream.readAllBytes()).isEmpty();
      assertThat(stream.proof().bytes()).isZero();
    }
  }

  @Test
  void payloadMayLookLikeATrailer() throws Exception {
    String text = "\n#slackwater 00\nout 1 ab\nexit tool 0\n#end 00\n";
    try (ProvedStream stream = exec().streamOut(POD, List.of("printf", "%s", text), TIMEOUT)) {
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
    }
  }

  @Test
  void keepsOnlyTheTailOfManyMessages() {
    ExecResult result =
        exec()
            .run(
                POD,
                List.of("sh", "-c", "seq 1 100000 >&2; yes '' | head -c 4000 >&2; echo end >&2"),
                TIMEOUT);

    assertThat(result.messages()).hasSizeLessThanOrEqualTo(4000).last().isEqualTo("end");
  }

  @Test
  void failsWhenTheEndOfTheStreamIsLostThoughExitCodeIsZero() {
    for (int lost : new int[] {1, 40, 200, 5_000}) {
      PodExec exec = exec(out -> new Faults.Truncated(out, lost), in -> in);
      assertThatThrownBy(() -> readAll(exec, 100_000))
          .as("%d bytes lost", lost)
          .isInstanceOf(StreamCutShortException.class)
          .hasMessageContaining("shop/db-0[postgres]");
    }
  }

  @Test
  void failsWhenAPieceInTheMiddleIsLost() {
    PodExec exec =
        exec(
            out -> new Faults.Mutated(out, bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
            in -> in);

    assertThatThrownBy(() -> readAll(exec, 100_000)).isInstanceOf(StreamCutShortException.class);
  }

  @Test
  void failsWhenAByteIsFlipped() {
    PodExec exec =
        exec(
            out ->
                new Faults.Mutated(
                    out,
                    bytes -> {
                      bytes[0] ^= 1;
                      return bytes;
                    }),
            in -> in);

    assertThatThrownBy(() -> readAll(exec, 100_000)).isInstanceOf(StreamCorruptedException.class);
  }

  @Test
  void failedReadStaysFailedAndProvesNothing() {
    PodExec exec = exec(out -> new Faults.Truncated(out, 1), in -> in);
    try (ProvedStream stream =
        exec.streamOut(POD, List.of("head", "-c", "1000", "/dev/zero"), TIMEOUT)) {
      assertThatThrownBy(stream::readAllBytes).isInstanceOf(StreamCutShortException.class);
      assertThatThrownBy(stream::read).isInstanceOf(StreamCutShortException.class);
      assertThatThrownBy(stream::proof).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void failsWhenTheToolFailsAfterItWrote() {
    assertThatThrownBy(
            () -> readAll(exec(), List.of("sh", "-c", "echo part; echo 'disk full' >&2; exit 1")))
        .isInstanceOf(ToolFailedException.class)
        .hasMessageContaining("exit code 1")
        .hasMessageContaining("disk full");
  }

  @Test
  void failsWhenAStageIsKilled() {
    // The tool kills the tee beside it and succeeds: a pipe that hides the failure of a stage.
    String kill = "echo some; pkill -KILL -P $PPID tee; sleep 0.2; true";
    assertThatThrownBy(() -> readAll(exec(), List.of("sh", "-c", kill)))
        .isInstanceOfAny(ToolFailedException.class, StreamCutShortException.class);
  }

  @Test
  void saysThatTheToolIsMissing() {
    assertThatThrownBy(() -> readAll(exec(), List.of("no-such-dump")))
        .isInstanceOf(PodToolMissingException.class)
        .hasMessageContaining("no-such-dump");
  }

  @Test
  void saysWhichOfItsOwnToolsAreMissing() throws Exception {
    Path bin = Files.createDirectory(dir.resolve("bin"));
    for (String tool : List.of("sh", "cat", "head", "tail", "mkfifo", "mkdir", "rm")) {
      Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
    }
    PodExec exec =
        new PodExec(new LocalPodShell(Map.of("PATH", bin.toString())), new SecureRandom());

    assertThatThrownBy(() -> readAll(exec, List.of("cat")))
        .isInstanceOf(PodToolMissingException.class)
        .hasMessageContaining("lacks sha256sum wc tee");
  }

  @Test
  void inputReachesTheToolOnlyWhenItArrivedWhole() {
    assertThat(exec().run(POD, List.of("cat"), "select 'ü';", TIMEOUT).output())
        .isEqualTo("select 'ü';");

    Path effect = dir.resolve("effect");
    PodExec flips = exec(out -> out, Faults.FlippedByte::new);
    assertThatThrownBy(() -> flips.run(POD, List.of("touch", effect.toString()), "text", TIMEOUT))
        .isInstanceOf(StreamCorruptedException.class)
        .hasMessageContaining("not started");
    assertThat(effect).doesNotExist();
  }

  @Test
  void sendsAStreamOfKnownLength() throws Exception {
    byte[] bytes = random(5_000_003);
    Path file = dir.resolve("received");

    StreamProof proof =
        exec()
            .streamIn(
                POD,
                List.of("sh", "-c", "cat > \"$1\"; echo done >&2", "x", file.toString()),
                new ByteArrayInputStream(bytes),
                bytes.length,
                sha256(bytes),
                TIMEOUT);

    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertThat(proof).isEqualTo(new StreamProof(bytes.length, sha256(bytes), 0, List.of("done")));
  }

  @Test
  void failsWhenInputArrivesWithOtherBytes() throws Exception {
    byte[] bytes = random(100_000);
    PodExec flips = exec(out -> out, Faults.FlippedByte::new);

    assertThatThrownBy(() -> send(flips, bytes, bytes.length, sha256(bytes)))
        .isInstanceOf(StreamCorruptedException.class);
  }

  @Test
  void failsWhenContentIsNotWhatWasRecorded() throws Exception {
    byte[] bytes = random(100_000);

    assertThatThrownBy(() -> send(exec(), bytes, bytes.length, sha256(random(10))))
        .isInstanceOf(StreamCorruptedException.class);
  }

  @Test
  void failsWhenContentIsShorterThanAnnounced() throws Exception {
    byte[] bytes = random(100_000);

    assertThatThrownBy(() -> send(exec(), bytes, bytes.length + 1, sha256(bytes)))
        .isInstanceOf(ExecFailedException.class)
        .hasStackTraceContaining("the content ended after 100000 bytes of 100001");
  }

  @Test
  void failsWhenTheToolStopsReadingEarly() throws Exception {
    byte[] bytes = random(8_000_000);

    assertThatThrownBy(
            () ->
                exec()
                    .streamIn(
                        POD,
                        List.of("sh", "-c", "head -c 10 >/dev/null; echo 'bad header' >&2; exit 1"),
                        new ByteArrayInputStream(bytes),
                        bytes.length,
                        sha256(bytes),
                        TIMEOUT))
        .isInstanceOf(ToolFailedException.class)
        .hasMessageContaining("bad header");
  }

  @Test
  void endsTheToolWhenTheReaderGoesAway() throws Exception {
    Path ended = dir.resolve("ended");
    Path started = dir.resolve("started");
    String tool =
        "trap 'touch \"$1\"; exit 9' TERM; touch \"$2\"; echo x; while :; do sleep 0.1; done";
    ProvedStream stream =
        exec()
            .streamOut(
                POD, List.of("sh", "-c", tool, "x", ended.toString(), started.toString()), TIMEOUT);
    Awaitility.await().untilAsserted(() -> assertThat(started).exists());

    stream.close();

    Awaitility.await().untilAsserted(() -> assertThat(ended).exists());
    Awaitility.await()
        .untilAsserted(() -> assertThat(dir).isDirectoryNotContaining("glob:**slackwater-*"));
  }

  @Test
  void letsAStepRunToItsEndWhenTheCallerGoesAway() {
    Path ended = dir.resolve("ended");
    String tool = "sleep 1; touch \"$1\"";

    assertThatThrownBy(
            () ->
                exec()
                    .runToTheEnd(
                        POD,
                        List.of("sh", "-c", tool, "x", ended.toString()),
                        "input",
                        Duration.ofMillis(500)))
        .isInstanceOf(ExecTimeoutException.class);

    Awaitility.await().untilAsserted(() -> assertThat(ended).exists());
  }

  @Test
  void abortsWhenTheTimeIsOver() {
    assertThatThrownBy(() -> exec().run(POD, List.of("sleep", "60"), Duration.ofMillis(300)))
        .isInstanceOf(ExecTimeoutException.class)
        .hasMessageContaining("PT0.3S");
    Awaitility.await().untilAsserted(() -> assertThat(dir).isEmptyDirectory());
  }

  @Test
  void usesAnotherDirectoryWhenTheFirstIsNotWritable() {
    PodExec exec = new PodExec(new LocalPodShell(Map.of("TMPDIR", "/proc")), new SecureRandom());

    assertThat(exec.run(POD, List.of("echo", "ok"), TIMEOUT).output()).isEqualTo("ok\n");
  }

  @Test
  void keepsItsDirectoryFromOthers() {
    ExecResult result = exec().run(POD, List.of("stat", "-c", "%A", "."), TIMEOUT);

    assertThat(PosixFilePermissions.fromString(result.output().strip().substring(1)))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  private void send(PodExec exec, byte[] bytes, long length, String sha256) {
    exec.streamIn(POD, List.of("cat"), new ByteArrayInputStream(bytes), length, sha256, TIMEOUT);
  }

  private static void readAll(PodExec exec, int bytes) throws IOException {
    readAll(exec, List.of("head", "-c", String.valueOf(bytes), "/dev/urandom"));
  }

  private static void readAll(PodExec exec, List<String> tool) throws IOException {
    try (ProvedStream stream = exec.streamOut(POD, tool, TIMEOUT)) {
      stream.readAllBytes();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
