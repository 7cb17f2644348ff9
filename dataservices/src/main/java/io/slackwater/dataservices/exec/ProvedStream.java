// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tool in a pod writes, proved: the end of the stream is given only after the trailer from
 * inside the pod was found whole, its byte count and SHA-256 equal what arrived, and the tool and
 * every stage of its pipe ended with exit code 0. Otherwise the last read throws {@link
 * StreamCutShortException}, {@link StreamCorruptedException}, {@link ToolFailedException}, {@link
 * PodToolMissingException} or {@link ExecTimeoutException}, and so does every later one.
 *
 * <p>Nothing read from it counts before its end was reached. Closing it before that aborts the
 * tool. For one reader thread; {@link #close} may be called from any thread.
 */
public final class ProvedStream extends InputStream {

  private static final int CHUNK = 64 * 1024;

  private final PodTarget target;
  private final PodProcess process;
  private final Deadline deadline;
  private final String nonce;
  private final boolean toolMustSucceed;
  private final MessageDigest digest = Sha256.digest();
  // Always keeps back as much as a trailer may take, until the source has ended.
  private final byte[] window = new byte[Trailer.MAX_BYTES + 2 * CHUNK];
  private int position;
  private int limit;
  private long delivered;
  private boolean sourceEnded;
  private @Nullable Trailer trailer;
  private @Nullable StreamProof proof;
  private @Nullable ExecFailedException failure;
  private @Nullable IOException brokenBy;
  private volatile Runnable onClose = () -> {};

  ProvedStream(
      PodTarget target,
      PodProcess process,
      Deadline deadline,
      String nonce,
      boolean toolMustSucceed) {
    this.target = target;
    this.process = process;
    this.deadline = deadline;
    this.nonce = nonce;
    this.toolMustSucceed = toolMustSucceed;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    fill();
    if (failure != null) {
      throw failure;
    }
    int ready = (sourceEnded ? limit : limit - Trailer.MAX_BYTES) - position;
    if (ready <= 0) {
      return -1;
    }
    int count = Math.min(ready, length);
    System.arraycopy(window, position, bytes, offset, count);
    if (!sourceEnded) {
      digest.update(window, position, count);
    }
    position += count;
    delivered += count;
    return count;
  }

  /**
   * Waits until the tool has written something or ended; for a tool that failed without a word this
   * throws what reading would.
   */
  public void awaitOutput() {
    while (!sourceEnded && trailerMayBegin()) {
      pull();
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Whether all that arrived so far may as well be the trailer. */
  private boolean trailerMayBegin() {
    byte[] start = Trailer.start(nonce);
    int compared = Math.min(start.length, limit - position);
    return Arrays.equals(window, position, position + compared, start, 0, compared);
  }

  /** Reads until something may be delivered or the source has ended and was judged. */
  private void fill() {
    while (!sourceEnded && limit - position <= Trailer.MAX_BYTES) {
      if (window.length - limit < CHUNK) {
        System.arraycopy(window, position, window, 0, limit - position);
        limit -= position;
        position = 0;
      }
      pull();
    }
  }

  private void pull() {
    int count = readSource();
    if (count < 0) {
      sourceEnded = true;
      judge();
    } else {
      limit += count;
    }
  }

  private int readSource() {
    try {
      return process.output().read(window, limit, window.length - limit);
    } catch (IOException e) {
      // How the connection ended proves nothing either way: the trailer decides.
      brokenBy = e;
      return -1;
    }
  }

  private void judge() {
    byte[] start = Trailer.start(nonce);
    int at = indexOf(start);
    Trailer found =
        at < 0 ? null : Trailer.parse(window, at + start.length, limit - at - start.length, nonce);
    if (found != null) {
      trailer = found;
      digest.update(window, position, at - position);
      limit = at;
      String sha256 = HexFormat.of().formatHex(digest.digest());
      failure = verdict(found, delivered + limit - position, sha256);
    } else {
      failure = cutShort(delivered + limit - position);
    }
    close();
  }

  private ExecFailedException cutShort(long arrived) {
    if (deadline.passed()) {
      return new ExecTimeoutException(target, "aborted after " + deadline.length());
    }
    ExecFailedException cut =
        new StreamCutShortException(
            target,
            "the stream ended after "
                + arrived
                + " bytes without the trailer that proves it: "
                + process.lastWords()
                + "; run it again");
    if (brokenBy != null) {
      cut.addSuppressed(brokenBy);
    }
    return cut;
  }

  private @Nullable ExecFailedException verdict(Trailer found, long arrived, String sha256) {
    String problem = found.problem();
    if (problem != null) {
      return Verdicts.problem(target, problem);
    }
    Trailer.Sum out = found.out();
    if (out == null || found.toolExit().isEmpty()) {
      return new StreamCutShortException(target, "the trailer does not say how the tool ended");
    }
    int exit = found.toolExit().getAsInt();
    String stage = found.failedStage();
    if (stage != null) {
      return new ToolFailedException(target, "stage " + stage + Verdicts.messages(found));
    }
    if (arrived < out.bytes()) {
      return new StreamCutShortException(
          target, arrived + " bytes arrived of " + out.bytes() + "; run it again");
    }
    if (arrived != out.bytes() || !sha256.equals(out.sha256())) {
      return new StreamCorruptedException(
          target, arrived + " bytes arrived with SHA-256 " + sha256 + ", the pod sent " + out);
    }
    if (toolMustSucceed && exit != 0) {
      return Verdicts.toolFailed(target, exit, found);
    }
    proof = new StreamProof(arrived, sha256, exit, found.messages());
    return null;
  }

  private int indexOf(byte[] start) {
    for (int at = position; at <= limit - start.length; at++) {
      if (Arrays.equals(window, at, at + start.length, start, 0, start.length)) {
        return at;
      }
    }
    return -1;
  }

  /**
   * The proof, once the end was reached.
   *
   * @throws IllegalStateException before that
   */
  public StreamProof proof() {
    if (proof == null || position < limit) {
      throw new IllegalStateException("the stream was not read to its end: nothing of it counts");
    }
    return proof;
  }

  /** The input as the pod read it, once the end was reached. */
  Trailer.@Nullable Sum input() {
    return trailer == null ? null : trailer.in();
  }

  void onClose(Runnable onClose) {
    this.onClose = onClose;
  }

  PodProcess process() {
    return process;
  }

  /** Ends the tool in the pod if it still runs; what was read before the end does not count. */
  @Override
  public void close() {
    deadline.met();
    process.close();
    onClose.run();
  }
}
