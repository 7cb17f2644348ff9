// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Runs tools in pods; whatever goes in or comes out is proved by a byte count and a SHA-256 taken
 * inside the pod. The container needs {@code sh}, {@code sha256sum}, {@code wc}, {@code head},
 * {@code tail}, {@code tee}, {@code mkfifo} (coreutils or busybox) and one writable directory for a
 * few hundred bytes.
 *
 * <p>A tool is given as its argument vector and never as shell text. When its caller goes away, the
 * tool is sent SIGTERM inside the pod. All methods throw the subclasses of {@link
 * ExecFailedException}. Safe for use by several threads.
 */
public final class PodExec {

  /** What {@link #run} holds of a tool's output at most. */
  public static final int MAX_OUTPUT = 16 * 1024 * 1024;

  private static final String SCRIPT = ShellScript.load(PodExec.class, "proved.sh");
  private static final String NO_INPUT = "-";
  private static final String NOT_CHECKED_BEFORE = "-";

  private final PodShell shell;
  private final RandomGenerator random;

  /**
   * @param random makes the marks of the trailers; they must not occur in the data; used by several
   *     threads
   */
  public PodExec(PodShell shell, RandomGenerator random) {
    this.shell = shell;
    this.random = random;
  }

  /**
   * Starts a command to talk with, line by line. Nothing of it is proved, so it must be of a
   * protocol that proves itself.
   */
  public PodProcess open(PodTarget target, List<String> command) {
    return shell.start(target, command);
  }

  /** Runs a tool to its end, whatever its exit code. Its output is whole, or this throws. */
  public ExecResult run(PodTarget target, List<String> tool, Duration timeout) {
    return result(target, start(target, tool, NO_INPUT, NOT_CHECKED_BEFORE, true, timeout, false));
  }

  /**
   * Runs a tool with a small input that must have arrived as it was sent before the tool is started
   * (SQL, for example).
   */
  public ExecResult run(PodTarget target, List<String> tool, String input, Duration timeout) {
    return run(target, tool, input, true, timeout);
  }

  /**
   * The same for a step that must not stop half way: once started, the tool runs to its end also
   * when its caller is gone.
   */
  public ExecResult runToTheEnd(
      PodTarget target, List<String> tool, String input, Duration timeout) {
    return run(target, tool, input, false, timeout);
  }

  private ExecResult run(
      PodTarget target, List<String> tool, String input, boolean endWithCaller, Duration timeout) {
    return result(target, startWithInput(target, tool, input, endWithCaller, timeout, false));
  }

  private ProvedStream startWithInput(
      PodTarget target,
      List<String> tool,
      String input,
      boolean endWithCaller,
      Duration timeout,
      boolean toolMustSucceed) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    String sha256 = HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    String length = String.valueOf(bytes.length);
    ProvedStream out = start(target, tool, length, sha256, endWithCaller, timeout, toolMustSucceed);
    InputSender sender =
        new InputSender(out.process(), new ByteArrayInputStream(bytes), bytes.length);
    out.onClose(sender::stop);
    return out;
  }

  /**
   * Starts a tool without input and gives its output as a proved stream.
   *
   * @param timeout for the whole stream, to its end
   */
  public ProvedStream streamOut(PodTarget target, List<String> tool, Duration timeout) {
    return start(target, tool, NO_INPUT, NOT_CHECKED_BEFORE, true, timeout, true);
  }

  /** The same for a tool with a small input, which is proved before the tool is started. */
  public ProvedStream streamOut(
      PodTarget target, List<String> tool, String input, Duration timeout) {
    return startWithInput(target, tool, input, true, timeout, true);
  }

  /**
   * Sends content to a tool while the tool works on it, and returns when the tool has ended: with
   * exit code 0, and having read exactly what was sent. Until this returns nothing that the tool
   * did may take effect, so give it a place of its own.
   *
   * @param content is read to {@code length} and not closed
   * @param length exact number of bytes; exec cannot mark the end of input in another way
   * @param sha256 what the content is known to have, lower case hexadecimal
   * @throws StreamCorruptedException when the content or what the pod read of it has another hash
   */
  public StreamProof streamIn(
      PodTarget target,
      List<String> tool,
      InputStream content,
      long length,
      String sha256,
      Duration timeout) {
    ProvedStream out =
        start(target, tool, String.valueOf(length), NOT_CHECKED_BEFORE, true, timeout, false);
    InputSender sender = new InputSender(out.process(), content, length);
    try {
      drain(target, out);
      return sender.proof(target, out, sha256);
    } catch (ExecFailedException e) {
      throw sender.explain(e);
    } finally {
      sender.stop();
      out.close();
    }
  }

  private ProvedStream start(
      PodTarget target,
      List<String> tool,
      String inputLength,
      String inputSha256,
      boolean endWithCaller,
      Duration timeout,
      boolean toolMustSucceed) {
    byte[] mark = new byte[16];
    random.nextBytes(mark);
    String nonce = HexFormat.of().formatHex(mark);
    List<String> argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "slackwater", nonce));
    argv.add(inputLength);
    argv.add(inputSha256);
    argv.add(endWithCaller ? "1" : "0");
    argv.addAll(tool);
    PodProcess process = shell.start(target, List.copyOf(argv));
    return new ProvedStream(
        target, process, new Deadline(timeout, process), nonce, toolMustSucceed);
  }

  private static ExecResult result(PodTarget target, ProvedStream out) {
    byte[] output = drain(target, out);
    StreamProof proof = out.proof();
    return new ExecResult(
        proof.exitCode(), new String(output, StandardCharsets.UTF_8), proof.messages());
  }

  private static byte[] drain(PodTarget target, ProvedStream out) {
    try (out) {
      byte[] output = new byte[8192];
      int length = 0;
      for (int count; (count = out.read(output, length, output.length - length)) >= 0; ) {
        length += count;
        if (length > MAX_OUTPUT) {
          throw new ExecFailedException(
              target, "the tool wrote more than " + MAX_OUTPUT + " bytes; it was aborted");
        }
        if (length == output.length) {
          output = Arrays.copyOf(output, length * 2);
        }
      }
      return Arrays.copyOf(output, length);
    }
  }
}
