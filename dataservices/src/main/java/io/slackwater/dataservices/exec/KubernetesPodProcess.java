// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process on the other side of an exec websocket. */
final class KubernetesPodProcess implements PodProcess {

  private static final Logger LOGGER = LoggerFactory.getLogger(KubernetesPodProcess.class);

  private final ExecWatch watch;
  private final BoundedText errors;

  KubernetesPodProcess(ExecWatch watch, BoundedText errors) {
    this.watch = watch;
    this.errors = errors;
  }

  @Override
  public OutputStream input() {
    return watch.getInput();
  }

  @Override
  public InputStream output() {
    return watch.getOutput();
  }

  @Override
  public boolean ended() {
    return watch.exitCode().isDone();
  }

  @Override
  public String lastWords() {
    CompletableFuture<Integer> exit = watch.exitCode();
    String end =
        switch (exit.state()) {
          case SUCCESS ->
              exit.resultNow() == null
                  ? "the connection was closed without an exit code"
                  : "exec reported exit code " + exit.resultNow();
          case FAILED -> "the connection broke: " + exit.exceptionNow();
          case RUNNING, CANCELLED -> "aborted while it ran";
        };
    String text = errors.text();
    return text.isEmpty() ? end : end + ", error output: " + text;
  }

  @Override
  public void close() {
    // The websocket first: the process sees the end of its input. Then the reader of this side,
    // should no answer come.
    watch.close();
    try {
      watch.getOutput().close();
    } catch (IOException e) {
      LOGGER.debug("exec output not closed", e);
    }
  }
}
