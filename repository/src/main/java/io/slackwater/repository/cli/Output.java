// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.progress.Progress;
import io.slackwater.repository.progress.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes results: lines of text, or one JSON object a line. Thread-safe. */
final class Output {

  private static final long STATUS_EVERY = Duration.ofSeconds(1).toNanos();

  private final ObjectMapper mapper = new ObjectMapper();
  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;
  private final @Nullable ProgressBar bar;
  private long lastStatus = System.nanoTime();

  /**
   * @param terminal whether somebody looks at the standard output
   */
  Output(PrintStream out, PrintStream err, boolean json, boolean terminal) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.bar = terminal && !json ? new ProgressBar(out) : null;
  }

  boolean isJson() {
    return json;
  }

  PrintStream raw() {
    return out;
  }

  ObjectNode message(String type) {
    return mapper.createObjectNode().put("message_type", type);
  }

  ObjectNode object() {
    return mapper.createObjectNode();
  }

  /** Prints the object if JSON is wanted, else the text. */
  void result(Object value, String text) {
    print(json ? encode(value) : text);
  }

  synchronized void print(String line) {
    clearBar();
    out.println(line);
    out.flush();
  }

  synchronized void warn(String line) {
    clearBar();
    err.println(line);
  }

  /**
   * The end of a command that failed: with JSON on the standard output, so that it is the last line
   * in any case.
   */
  void failure(int code, String message) {
    if (json) {
      print(encode(message("exit_error").put("code", code).put("message", message)));
    } else {
      warn("Fatal: " + message);
    }
  }

  /** Reports: JSON status lines once a second, a bar on a terminal, else nothing. */
  ProgressListener progress() {
    if (json) {
      return this::status;
    }
    return bar == null ? ProgressListener.NONE : bar::show;
  }

  private void clearBar() {
    if (bar != null) {
      bar.clear();
    }
  }

  private synchronized void status(Progress progress) {
    long now = System.nanoTime();
    if (now - lastStatus < STATUS_EVERY) {
      return;
    }
    lastStatus = now;
    ObjectNode status = message("status");
    if (progress.totalBytes() > 0) {
      status.put("percent_done", (double) progress.bytes() / progress.totalBytes());
      status.put("total_bytes", progress.totalBytes());
    }
    if (progress.totalFiles() > 0) {
      status.put("total_files", progress.totalFiles());
    }
    status.put("files_done", progress.files()).put("bytes_done", progress.bytes());
    out.println(encode(status));
    out.flush();
  }

  private String encode(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers can always be written", e);
    }
  }
}
