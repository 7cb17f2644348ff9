// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Stands in front of an HTTP service, on a port of its own, and does to each request what the test
 * wants. One request per connection: it asks both sides to close afterwards.
 */
public final class FaultyProxy implements AutoCloseable {

  /** What is done to a request. */
  public enum Fault {
    /** It is passed on, and so is its answer. */
    NONE,
    /** It is answered with 503 SlowDown. */
    SLOW_DOWN,
    /** It is answered with 500 InternalError. */
    INTERNAL_ERROR,
    /** The connection is cut before it is passed on. */
    CUT_BEFORE,
    /** It is passed on, and the connection cut in the middle of the answer. */
    CUT_ANSWER
  }

  private static final int MAX_HEAD = 64 * 1024;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final String HEAD_END = "\r\n\r\n";

  private final URI target;
  private final IntFunction<Fault> faults;
  private final ServerSocket server;
  private final AtomicInteger requests = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Starts it.
   *
   * @param faults tells for each request, counted from 1, what is done to it
   */
  public FaultyProxy(URI target, IntFunction<Fault> faults) throws IOException {
    this.target = target;
    this.faults = faults;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Returns where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Returns how many requests came. */
  public int requests() {
    return requests.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(PATIENCE_MILLIS);
      String head = head(client.getInputStream());
      if (!head.isEmpty()) {
        handle(client, head, faults.apply(requests.incrementAndGet()));
      }
    } catch (IOException e) {
      // Whoever closed first, client, service or test: the connection is over, which is all that a
      // proxy can make of it.
      return;
    } finally {
      open.remove(client);
    }
  }

  private void handle(Socket client, String head, Fault fault) throws IOException {
    switch (fault) {
      case NONE -> pass(client, head, Long.MAX_VALUE);
      case CUT_ANSWER -> pass(client, head, 40);
      case SLOW_DOWN -> answer(client, 503, "SlowDown");
      case INTERNAL_ERROR -> answer(client, 500, "InternalError");
      case CUT_BEFORE -> client.setSoLinger(true, 0);
    }
  }

  private void pass(Socket client, String head, long answerBytes) throws IOException {
    try (Socket service = new Socket(target.getHost(), target.getPort())) {
      open.add(service);
      String closing = head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
      service.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
      threads.execute(() -> pump(client, service));
      InputStream answer = service.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] buffer = new byte[16 * 1024];
      long left = answerBytes;
      while (left > 0) {
        int count = answer.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count < 0) {
          return;
        }
        out.write(buffer, 0, count);
        left -= count;
      }
      client.setSoLinger(true, 0);
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // The answer came, and the connection ended with it.
      return;
    } finally {
      open.remove(to);
    }
  }

  private static void answer(Socket client, int status, String code) throws IOException {
    String body = "<?xml version=\"1.0\"?><Error><Code>%s</Code></Error>".formatted(code);
    String answer =
        "HTTP/1.1 %d %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close%s%s"
            .formatted(status, code, body.length(), HEAD_END, body);
    client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    client.shutdownOutput();
    // A client that is still sending shall read the answer, not a broken connection.
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** Reads to the end of the request's head; empty if there is no request. */
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (head.size() < MAX_HEAD) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith(HEAD_END)) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    throw new IOException("a head of more than %d bytes".formatted(MAX_HEAD));
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IOException("the proxy's threads do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
