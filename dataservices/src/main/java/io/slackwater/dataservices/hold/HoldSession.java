// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodProcess;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dataservices.exec.ShellScript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * This end of a session that holds something in a pod, for example a barrier. {@code hold.sh}
 * bounds the command at the other end, which says {@code PREPARED}, does what it is for on {@code
 * RAISE} and says {@code READY}, answers {@code PING nonce} with {@code HELD nonce} and ends on
 * {@code THAW}.
 */
final class HoldSession implements Barrier {

  private static final String SCRIPT = ShellScript.load(HoldSession.class, "hold.sh");
  private static final int QUIET_SECONDS = 3;
  private static final Duration PING_INTERVAL = Duration.ofSeconds(1);
  private static final Duration PREPARED_AT_MOST = Duration.ofMinutes(15);
  private static final Duration ANSWER = Duration.ofSeconds(3);

  /** For a command that knows its bound to say why it was not ready. */
  private static final Duration REFUSAL = Duration.ofSeconds(2);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PodTarget pod;
  private final PodProcess process;
  private final HoldLines lines;
  private final AtomicLong nonces = new AtomicLong(System.nanoTime() & Long.MAX_VALUE);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile List<BarredDatabase> databases = List.of();

  private HoldSession(PodTarget pod, PodProcess process) {
    this.pod = pod;
    this.process = process;
    this.lines =
        new HoldLines(
            new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.UTF_8)));
  }

  /**
   * Starts a command and returns when it is prepared.
   *
   * @param longest from RAISE on
   * @throws BarrierRefusedException when it is not in time; it is ended then
   */
  static HoldSession prepare(
      PodExec exec,
      PodTarget pod,
      String holdId,
      Duration longest,
      List<String> command,
      Duration atMost) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "slackwater:" + holdId));
    argv.add(String.format(Locale.ROOT, "%.3f", longest.toMillis() / 1000.0));
    argv.add(String.valueOf(QUIET_SECONDS));
    argv.add(String.valueOf(PREPARED_AT_MOST.toSeconds()));
    argv.addAll(command);
    HoldSession session = new HoldSession(pod, exec.open(pod, List.copyOf(argv)));
    try {
      session.keepUp();
      session.awaitWord("PREPARED", atMost);
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  PodTarget pod() {
    return pod;
  }

  /**
   * Lets the prepared command do what it is for.
   *
   * @param within a bound of the command's own, after which it refuses
   * @return what it says of each database
   * @throws BarrierRefusedException when it was not ready; it is ended then
   */
  List<JsonNode> raise(Duration within) {
    send("RAISE");
    awaitWord("READY", within.plus(REFUSAL));
    try {
      List<JsonNode> said = new ArrayList<>();
      for (String json : lines.said("DATABASE")) {
        said.add(JSON.readTree(json));
      }
      return said;
    } catch (JsonProcessingException e) {
      close();
      throw new BarrierRefusedException(
          pod + ": the session said what cannot be read: " + e.getOriginalMessage());
    }
  }

  /** The other end gives up when it hears nothing, also while it waits for writers. */
  private void keepUp() {
    Thread.ofVirtual()
        .name("hold-ping")
        .start(
            () -> {
              try {
                do {
                  send("PING " + nonce());
                } while (!closed.await(PING_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                    && lines.open());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void awaitWord(String word, Duration timeout) {
    String line = lines.await(said -> said.equals(word) || said.startsWith(word + " "), timeout);
    if (line == null) {
      String refusal = lines.refusal();
      // First of all, or what is barred already would wait for these words.
      close();
      throw new BarrierRefusedException(
          pod
              + ": it was not "
              + word
              + " within "
              + timeout
              + (refusal == null ? "" : ": " + refusal)
              + "; "
              + process.lastWords());
    }
  }

  @Override
  public List<BarredDatabase> databases() {
    return databases;
  }

  void databases(List<BarredDatabase> barred) {
    databases = List.copyOf(barred);
  }

  @Override
  public Held ping() {
    String nonce = nonce();
    String answer = ask("PING " + nonce, "HELD", nonce);
    return new Held(nonce, millis(answer, 2));
  }

  @Override
  public Release thaw() {
    try {
      return new Release(millis(ask("THAW", "THAWED", null), 1));
    } finally {
      close();
    }
  }

  private String ask(String question, String word, @Nullable String nonce) {
    send(question);
    String expected = nonce == null ? word : word + " " + nonce;
    String answer =
        lines.await(line -> line.equals(expected) || line.startsWith(expected + " "), ANSWER);
    if (answer == null) {
      String reason = lines.refusal();
      throw new BarrierLostException(
          pod
              + ": the writers may not be barred any more: "
              + (reason == null ? "no answer within " + ANSWER : reason));
    }
    return answer;
  }

  private static Duration millis(String answer, int word) {
    String[] words = answer.split(" ", -1);
    boolean said = words.length > word && words[word].matches("\\d{1,12}");
    return said ? Duration.ofMillis(Long.parseLong(words[word])) : Duration.ZERO;
  }

  private String nonce() {
    return Long.toHexString(nonces.incrementAndGet());
  }

  private void send(String line) {
    synchronized (nonces) {
      try {
        process.input().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        process.input().flush();
      } catch (IOException | KubernetesClientException e) {
        lines.fail("the connection broke: " + e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    process.close();
  }
}
