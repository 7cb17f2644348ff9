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
 * This end of a session that holds a barrier. {@code hold.sh} bounds the command at the other end,
 * which says {@code READY}, answers {@code PING nonce} with {@code HELD nonce} and ends on {@code
 * THAW}.
 */
public final class HoldSession implements Barrier {

  private static final String SCRIPT = ShellScript.load(HoldSession.class, "hold.sh");
  private static final int QUIET_SECONDS = 3;
  private static final Duration PING_INTERVAL = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PodTarget pod;
  private final PodProcess process;
  private final HoldLines lines;
  private final List<BarredDatabase> databases = new ArrayList<>();
  private final AtomicLong nonces = new AtomicLong(System.nanoTime() & Long.MAX_VALUE);
  private final CountDownLatch closed = new CountDownLatch(1);

  private HoldSession(PodTarget pod, PodProcess process) {
    this.pod = pod;
    this.process = process;
    this.lines =
        new HoldLines(
            new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.UTF_8)));
  }

  /**
   * Starts a command that bars writers, and returns when it said that they are.
   *
   * @throws BarrierRefusedException when it did not within the time to raise; it is ended then
   */
  public static Barrier raise(
      PodExec exec, PodTarget pod, List<String> command, BarrierRequest request) {
    List<String> argv =
        new ArrayList<>(List.of("sh", "-c", SCRIPT, "slackwater:" + request.holdId()));
    argv.add(String.format(Locale.ROOT, "%.3f", request.maxHold().toMillis() / 1000.0));
    argv.add(String.valueOf(QUIET_SECONDS));
    argv.addAll(command);
    HoldSession session = new HoldSession(pod, exec.open(pod, List.copyOf(argv)));
    try {
      session.keepUp();
      session.awaitReady(request.raiseTimeout().plus(ANSWER));
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
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

  private void awaitReady(Duration timeout) {
    String line = lines.await(word -> word.equals("READY") || word.startsWith("READY "), timeout);
    if (line == null) {
      String refusal = lines.refusal();
      // First of all, or what is barred already would wait for these words.
      close();
      throw new BarrierRefusedException(
          pod
              + ": the barrier was not raised within "
              + timeout
              + (refusal == null ? "" : ": " + refusal)
              + "; "
              + process.lastWords());
    }
    for (String said : lines.said("DATABASE")) {
      databases.add(database(said));
    }
  }

  private static BarredDatabase database(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      return new BarredDatabase(
          node.path("database").asText(),
          node.path("pid").asInt(),
          node.path("snapshot").asText(),
          node.path("relations").asInt(),
          node.path("position").asText());
    } catch (JsonProcessingException e) {
      throw new BarrierRefusedException("the barrier said what cannot be read: " + json);
    }
  }

  @Override
  public List<BarredDatabase> databases() {
    return List.copyOf(databases);
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
