// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slow end of an exec stream slows the other end; nothing piles up in between. */
@SuppressWarnings("NullAway.Init")
class ExecBackPressureIT {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int MEBIBYTE = 1 << 20;
  private static final int MEBIBYTES = 96;

  @TempDir static Path data;

  private static ClusterProcess cluster;
  private static KubernetesClient client;

  @BeforeAll
  static void startPod() throws Exception {
    cluster = ClusterProcess.start("pressure", data);
    client = cluster.access().client();
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("target")
            .withNamespace("default")
            .endMetadata()
            .withNewSpec()
            .withTerminationGracePeriodSeconds(1L)
            .addNewContainer()
            .withName("main")
            .withCommand("sleep", "infinity")
            .endContainer()
            .endSpec()
            .build();
    client.resource(pod).create();
    client.resource(pod).waitUntilReady(60, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    cluster.stop();
  }

  /** A client that takes a message only when it is told to. */
  private static final class Reluctant implements WebSocket.Listener {
    private final AtomicLong outputBytes = new AtomicLong();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile boolean eager;
    private int channel = -1;

    @Override
    public void onOpen(WebSocket socket) {
      // Asks for nothing.
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
        WebSocket socket, ByteBuffer message, boolean last) {
      if (channel < 0 && message.hasRemaining()) {
        channel = message.get();
      }
      if (channel == STDOUT) {
        outputBytes.addAndGet(message.remaining());
      }
      if (last) {
        channel = -1;
      }
      if (eager) {
        socket.request(1);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    void becomeEager(WebSocket socket) {
      eager = true;
      socket.request(1);
    }
  }

  private static WebSocket open(Reluctant listener, String script) throws Exception {
    String query =
        "stdin=true&stdout=true&command=sh&command=-c&command="
            + URLEncoder.encode(script, StandardCharsets.UTF_8);
    URI uri =
        URI.create(
            client.getMasterUrl().toString().replace("http:", "ws:")
                + "api/v1/namespaces/default/pods/target/exec?"
                + query);
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .subprotocols("v5.channel.k8s.io")
        .buildAsync(uri, listener)
        .get(30, TimeUnit.SECONDS);
  }

  private static String run(String script) throws Exception {
    var output = new ByteArrayOutputStream();
    try (var watch =
        client
            .pods()
            .inNamespace("default")
            .withName("target")
            .writingOutput(output)
            .exec("sh", "-c", script)) {
      assertThat(watch.exitCode().get(30, TimeUnit.SECONDS)).isZero();
    }
    return output.toString(StandardCharsets.UTF_8).trim();
  }

  private static boolean exists(String file) throws Exception {
    return run("[ -e %s ] && echo yes || echo no".formatted(file)).equals("yes");
  }

  @Test
  void holdsCommandBackWhoseClientDoesNotRead() throws Exception {
    Reluctant listener = new Reluctant();
    WebSocket socket =
        open(
            listener,
            "dd if=/dev/zero bs=1M count=%d 2> /dev/null; touch /tmp/written".formatted(MEBIBYTES));
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(30))
        .until(() -> !exists("/tmp/written"));
    listener.becomeEager(socket);
    assertThat(listener.closed.get(120, TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(listener.outputBytes.get()).isEqualTo((long) MEBIBYTES * MEBIBYTE);
    assertThat(exists("/tmp/written")).isTrue();
  }

  @Test
  void holdsClientBackWhoseCommandDoesNotRead() throws Exception {
    Reluctant listener = new Reluctant();
    WebSocket socket =
        open(
            listener,
            "while [ ! -e /tmp/read-now ]; do sleep 0.1; done; wc -c > /tmp/count; cat /tmp/count");
    AtomicLong sent = new AtomicLong();
    Thread sender = Thread.ofPlatform().daemon().start(() -> send(socket, sent));
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(60))
        .until(() -> sent.get() < MEBIBYTES / 2);
    run("touch /tmp/read-now");
    sender.join(Duration.ofSeconds(120));
    assertThat(sent.get()).isEqualTo(MEBIBYTES);
    socket.sendBinary(ByteBuffer.wrap(new byte[] {(byte) 255, STDIN}), true).get();
    listener.becomeEager(socket);
    assertThat(listener.closed.get(120, TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(run("cat /tmp/count")).isEqualTo(Long.toString((long) MEBIBYTES * (MEBIBYTE - 1)));
  }

  private static void send(WebSocket socket, AtomicLong sent) {
    byte[] frame = new byte[MEBIBYTE];
    for (int i = 0; i < MEBIBYTES; i++) {
      socket.sendBinary(ByteBuffer.wrap(frame), true).join();
      sent.incrementAndGet();
    }
  }
}
