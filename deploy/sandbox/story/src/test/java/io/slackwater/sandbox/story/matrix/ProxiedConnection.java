// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One connection through the proxy. What the client sends is read as HTTP/1.1 and, after an
 * upgrade, as frames of a websocket; what the cluster answers is carried as it is.
 */
final class ProxiedConnection {

  private static final int LONG_LENGTH = 127;
  private static final int MEDIUM_LENGTH = 126;

  private final ClusterProxy proxy;
  private final Gate gate;
  private final Socket client;
  private final Socket server;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean session;

  ProxiedConnection(ClusterProxy proxy, Gate gate, Socket client, Socket server) {
    this.proxy = proxy;
    this.gate = gate;
    this.client = client;
    this.server = server;
  }

  void open() {
    threads.add(Thread.ofVirtual().name("proxy-requests").start(() -> carry(this::requests)));
    threads.add(Thread.ofVirtual().name("proxy-answers").start(() -> carry(this::answers)));
  }

  /** Whether it is of a session in a pod. */
  boolean isSession() {
    return session;
  }

  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  void close() {
    close(client);
    close(server);
  }

  static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed all the same
    }
  }

  private interface Carrier {
    void run() throws IOException, InterruptedException;
  }

  private void carry(Carrier direction) {
    try {
      direction.run();
    } catch (IOException e) {
      // one end is gone, and so the other one goes
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
      proxy.ended(this);
    }
  }

  private void answers() throws IOException, InterruptedException {
    InputStream in = server.getInputStream();
    OutputStream out = client.getOutputStream();
    byte[] piece = new byte[16 << 10];
    for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
      proxy.awaitNetwork();
      out.write(piece, 0, length);
    }
  }

  private void requests() throws IOException, InterruptedException {
    BufferedInputStream in = new BufferedInputStream(client.getInputStream());
    while (true) {
      byte[] head = head(in);
      if (head.length == 0) {
        return;
      }
      String[] lines = new String(head, ISO_8859_1).split("\r\n", -1);
      String[] first = lines[0].split(" ", 3);
      byte[] body = in.readNBytes(length(lines));
      String path = first[1].split("\\?", 2)[0];
      boolean upgrade = header(lines, "upgrade").equalsIgnoreCase("websocket");
      session |= upgrade && path.endsWith("/exec");
      gate.request(first[0], path, new String(body, ISO_8859_1));
      send(in, head, body);
      if (upgrade) {
        frames(in, path);
        return;
      }
    }
  }

  private void frames(BufferedInputStream in, String path)
      throws IOException, InterruptedException {
    while (true) {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      copy(in, head, 2);
      byte[] start = head.toByteArray();
      int length = start[1] & 0x7f;
      if (length == MEDIUM_LENGTH || length == LONG_LENGTH) {
        copy(in, head, length == MEDIUM_LENGTH ? 2 : 8);
        length = 0;
        for (byte each : tail(head, 2)) {
          length = length << 8 | each & 0xff;
        }
      }
      byte[] mask = new byte[4];
      if (start[1] < 0) {
        int before = head.size();
        copy(in, head, 4);
        mask = tail(head, before);
      }
      byte[] payload = in.readNBytes(length);
      byte[] said = payload.clone();
      for (int i = 0; i < said.length; i++) {
        said[i] ^= mask[i % 4];
      }
      gate.line(path, new String(said, ISO_8859_1));
      send(in, head.toByteArray(), payload);
    }
  }

  /** Sends it on, unless who said it is gone meanwhile. */
  private void send(BufferedInputStream in, byte[] head, byte[] body)
      throws IOException, InterruptedException {
    proxy.awaitNetwork();
    if (gone(in)) {
      throw new EOFException("the client is gone");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(head);
    whole.write(body);
    server.getOutputStream().write(whole.toByteArray());
  }

  private boolean gone(BufferedInputStream in) throws IOException {
    client.setSoTimeout(1);
    in.mark(1);
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      in.reset();
      client.setSoTimeout(0);
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        return new byte[0];
      }
      head.write(next);
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return head.toByteArray();
  }

  private static int length(String[] lines) throws IOException {
    if (!header(lines, "transfer-encoding").isEmpty()) {
      throw new IOException("a body without a length: " + lines[0]);
    }
    String length = header(lines, "content-length");
    return length.isEmpty() ? 0 : Integer.parseInt(length);
  }

  private static String header(String[] lines, String name) {
    for (String line : lines) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }

  private static void copy(InputStream in, ByteArrayOutputStream out, int bytes)
      throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException("the client ended");
    }
    out.write(read);
  }

  private static byte[] tail(ByteArrayOutputStream bytes, int from) {
    byte[] all = bytes.toByteArray();
    return java.util.Arrays.copyOfRange(all, from, all.length);
  }
}
