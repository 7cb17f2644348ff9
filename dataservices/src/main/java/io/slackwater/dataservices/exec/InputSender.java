// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Sends a known number of bytes to a process on a thread of its own, and hashes what it sent. */
final class InputSender {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final PodProcess process;
  private final InputStream content;
  private final long length;
  private final MessageDigest digest = Sha256.digest();
  private final Thread thread;
  private long sent;
  private volatile @Nullable Throwable failure;

  InputSender(PodProcess process, InputStream content, long length) {
    this.process = process;
    this.content = content;
    this.length = length;
    this.thread = Thread.ofVirtual().name("exec-input").start(this::send);
  }

  private void send() {
    byte[] chunk = new byte[32 * 1024];
    try {
      OutputStream input = process.input();
      while (sent < length && !process.ended()) {
        int count = content.read(chunk, 0, (int) Math.min(chunk.length, length - sent));
        if (count < 0) {
          throw new IOException("the content ended after " + sent + " bytes of " + length);
        }
        input.write(chunk, 0, count);
        digest.update(chunk, 0, count);
        sent += count;
      }
      input.flush();
    } catch (IOException | RuntimeException e) {
      failure = e;
      // Without the rest the pod would wait for it until the deadline.
      if (sent < length) {
        process.close();
      }
    }
  }

  /**
   * Compares what was sent with what the pod read and with what was known before; call after the
   * process ended.
   */
  StreamProof proof(PodTarget target, ProvedStream out, String expectedSha256) {
    join();
    StreamProof proof = out.proof();
    Trailer.Sum in = out.input();
    if (proof.exitCode() != 0) {
      throw new ToolFailedException(
          target,
          "the tool ended with exit code "
              + proof.exitCode()
              + " after the pod had read "
              + (in == null ? 0 : in.bytes())
              + " of "
              + length
              + " bytes: "
              + String.join("\n", proof.messages()));
    }
    Throwable failure = this.failure;
    if (failure != null || in == null || in.bytes() != length || sent != length) {
      ExecFailedException cut =
          new StreamCutShortException(
              target, sent + " bytes of " + length + " were sent, the pod read " + in);
      if (failure != null) {
        cut.addSuppressed(failure);
      }
      throw cut;
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    if (!sha256.equals(in.sha256()) || !sha256.equals(expectedSha256)) {
      throw new StreamCorruptedException(
          target,
          "SHA-256 of the content is "
              + expectedSha256
              + ", of what was sent "
              + sha256
              + ", of what the pod read "
              + in.sha256());
    }
    return new StreamProof(length, sha256, proof.exitCode(), proof.messages());
  }

  /**
   * The other side has ended, so whatever still blocks is of no use: only content may take a moment
   * to return.
   */
  private void join() {
    try {
      if (!thread.join(GRACE)) {
        thread.interrupt();
        if (!thread.join(GRACE)) {
          throw new IllegalStateException("the content is read by a thread that does not end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.close();
      throw new IllegalStateException("interrupted while input was sent", e);
    }
  }

  /** Adds what went wrong on this side, if that is why the stream failed. */
  ExecFailedException explain(ExecFailedException failed) {
    Throwable cause = failure;
    if (cause != null && failed.getCause() == null) {
      failed.initCause(cause);
    }
    return failed;
  }

  void stop() {
    thread.interrupt();
  }
}
