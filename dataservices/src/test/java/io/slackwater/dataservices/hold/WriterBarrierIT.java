// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.dataservices.exec.LocalPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodShell;
import io.slackwater.dataservices.exec.PodTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that appends a line at a time under a lock, which its own command takes to bar it. */
class WriterBarrierIT {

  private static final String WRITER =
      "while :; do flock lock sh -c 'date +%s%3N >>written'; sleep 0.02; done";

  /** The lock is the process's: whatever ends it lets the writer go on. */
  private static final String HOLD =
      """
      exec 9>lock; flock 9 || exit 1
      echo READY
      while read -r word nonce; do
        case $word in
          PING) echo "HELD $nonce" ;;
          THAW) exec 9>&-; echo THAWED; exit 0 ;;
        esac
      done
      """;

  /** It starts a child that has the lock too, and neither of them cares for anything. */
  private static final String STUBBORN =
      """
      trap '' 1 2 13 15
      exec 9>lock; flock 9 || exit 1
      sleep 300 &
      echo READY
      while :; do read -r word nonce && echo "HELD $nonce"; sleep 0.05; done
      """;

  private final Path dir;
  private Process writer;

  WriterBarrierIT(@TempDir Path dir) throws IOException {
    this.dir = dir;
    Files.createFile(dir.resolve("written"));
    writer = start();
  }

  private Process start() throws IOException {
    return new ProcessBuilder("sh", "-c", WRITER).directory(dir.toFile()).start();
  }

  @BeforeEach
  void awaitWrites() {
    Awaitility.await().until(() -> written() > 3);
  }

  @AfterEach
  void stop() throws InterruptedException {
    writer.destroyForcibly().waitFor();
  }

  private BarrierPreparation prepare(
      PodShell shell, String command, Duration maxHold, Duration timeout) {
    return new WriterCommand(
            List.of("sh", "-c", "cd \"$1\"; " + command, "x", dir.toString()), null, null)
        .prepare(
            new PodExec(shell, new SecureRandom()),
            new PodTarget("shop", "app-0", "app"),
            new BarrierRequest("hold-1", maxHold, timeout),
            Duration.ofSeconds(30));
  }

  private Barrier raise(PodShell shell, String command, Duration maxHold, Duration timeout) {
    return prepare(shell, command, maxHold, timeout).raise();
  }

  private Barrier raise(String command, Duration maxHold) {
    return raise(new LocalPodShell(Map.of()), command, maxHold, Duration.ofSeconds(10));
  }

  @Test
  void barsTheWriterUntilItIsThawed() throws Exception {
    try (Barrier barrier = raise(HOLD, Duration.ofSeconds(30))) {
      int before = written();
      barrier.ping();
      barrier.ping();
      assertThat(written()).isEqualTo(before);
      barrier.thaw();
    }
    assertWriterGoesOn(Duration.ofSeconds(30));
  }

  @Test
  void doesNotRunTheCommandBeforeItIsRaised() throws Exception {
    String command = "touch started; " + HOLD;
    try (BarrierPreparation prepared =
        prepare(
            new LocalPodShell(Map.of()), command, Duration.ofSeconds(30), Duration.ofSeconds(5))) {
      assertThat(dir.resolve("started")).doesNotExist();
      try (Barrier barrier = prepared.raise()) {
        assertThat(dir.resolve("started")).exists();
        barrier.thaw();
      }
    }
    assertWriterGoesOn(Duration.ofSeconds(30));
  }

  @Test
  void killsTheCommandWithAllItStartedAtTheLongestHold() throws Exception {
    try (Barrier barrier = raise(STUBBORN, Duration.ofSeconds(2))) {
      barrier.ping();
      assertWriterGoesOn(Duration.ofSeconds(3));
      assertThatThrownBy(barrier::ping)
          .isInstanceOf(BarrierLostException.class)
          .hasMessageContaining("shop/app-0[app]");
    }
  }

  @Test
  void killsTheCommandWhenNoPingComes() throws Exception {
    DeafShell deaf = new DeafShell(new LocalPodShell(Map.of()));
    try (Barrier barrier = raise(deaf, STUBBORN, Duration.ofSeconds(60), Duration.ofSeconds(10))) {
      barrier.ping();
      deaf.silence();
      assertWriterGoesOn(Duration.ofSeconds(6));
    }
  }

  @Test
  void killsTheCommandWhenTheClientGoesAway() throws Exception {
    Barrier barrier = raise(STUBBORN, Duration.ofSeconds(60));
    barrier.ping();
    barrier.close();
    assertWriterGoesOn(Duration.ofSeconds(5));
  }

  @Test
  void refusesACommandThatIsNotReadyInTime() throws Exception {
    assertThatThrownBy(
            () ->
                raise(
                    new LocalPodShell(Map.of()),
                    "exec 9>lock; flock 9; exec sleep 300",
                    Duration.ofSeconds(60),
                    Duration.ofMillis(500)))
        .isInstanceOf(BarrierRefusedException.class)
        .hasMessageContaining("was not READY within");
    assertWriterGoesOn(Duration.ofSeconds(10));
  }

  @Test
  void saysHowACommandEndedThatCannotBarTheWriter() {
    assertThatThrownBy(
            () ->
                raise(
                    "echo 'REFUSED the writer is in the midst of a batch'; exit 5",
                    Duration.ofSeconds(5)))
        .isInstanceOf(BarrierRefusedException.class)
        .hasMessageContaining("in the midst of a batch");
    assertThatThrownBy(() -> raise("exit 7", Duration.ofSeconds(5)))
        .isInstanceOf(BarrierRefusedException.class)
        .hasMessageContaining("exit code 7");
  }

  /** The longest pause is what the writer wrote down, not when this looks. */
  private void assertWriterGoesOn(Duration bound) throws IOException {
    int barred = written();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> written() > barred + 3);
    List<Long> times =
        Files.readAllLines(dir.resolve("written")).stream().map(Long::valueOf).toList();
    long longest = 0;
    for (int i = 1; i < times.size(); i++) {
      longest = Math.max(longest, times.get(i) - times.get(i - 1));
    }
    assertThat(Duration.ofMillis(longest)).isLessThanOrEqualTo(bound);
  }

  private int written() throws IOException {
    return Files.readAllLines(dir.resolve("written")).size();
  }
}
