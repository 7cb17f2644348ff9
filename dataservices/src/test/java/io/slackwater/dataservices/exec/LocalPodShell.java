// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Runs what would run in a pod as a process of this machine, with a container's environment and
 * nothing else.
 */
public final class LocalPodShell implements PodShell {

  private final Map<String, String> environment;

  public LocalPodShell(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public PodProcess start(PodTarget target, List<String> argv) {
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    try {
      return new LocalProcess(builder.start());
    } catch (IOException e) {
      throw new ExecFailedException(target, "not started", e);
    }
  }

  private static final class LocalProcess implements PodProcess {

    private final Process process;
    private final BoundedText errors = new BoundedText();

    LocalProcess(Process process) {
      this.process = process;
      Thread.ofVirtual().start(this::readErrors);
    }

    private void readErrors() {
      try (InputStream in = process.getErrorStream()) {
        in.transferTo(errors);
      } catch (IOException e) {
        LoggerFactory.getLogger(LocalPodShell.class).debug("error output ended", e);
      }
    }

    @Override
    public OutputStream input() {
      return process.getOutputStream();
    }

    @Override
    public InputStream output() {
      return process.getInputStream();
    }

    @Override
    public boolean ended() {
      return !process.isAlive();
    }

    @Override
    public String lastWords() {
      try {
        return process.waitFor(5, TimeUnit.SECONDS)
            ? "exit code " + process.exitValue() + ", error output: " + errors.text()
            : "still running";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }

    /** Only the connection ends, as with exec: what runs must notice by itself. */
    @Override
    public void close() {
      closeQuietly(process.getOutputStream());
      closeQuietly(process.getInputStream());
    }

    private static void closeQuietly(AutoCloseable stream) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  stream.close();
                } catch (Exception e) {
                  LoggerFactory.getLogger(LocalPodShell.class).debug("stream not closed", e);
                }
              });
    }
  }
}
