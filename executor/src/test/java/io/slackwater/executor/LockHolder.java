// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.SnapshotWriter;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotLabels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An executor in a process of its own that begins a snapshot, so holding a lock, says its id, and
 * commits when told to.
 */
final class LockHolder implements AutoCloseable {

  private static final String HOLDING = "holding ";

  private final Process process;
  private final BufferedReader said;
  private @Nullable String id;

  LockHolder(Path kubeconfig, Path location, Path passwordFile, String repository) {
    try {
      process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx128m",
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "-cp",
                      System.getProperty("java.class.path"),
                      LockHolder.class.getName(),
                      kubeconfig.toString(),
                      location.toString(),
                      passwordFile.toString(),
                      repository))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    said = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The executor's id, when it holds its lock. */
  String id() {
    String known = id;
    if (known == null) {
      known = awaitLine(HOLDING);
      id = known;
    }
    return known;
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGSTOP, or SIGCONT. */
  void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells it to commit; what came of it. */
  String commit() {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append("commit\n").flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return awaitLine("end ");
  }

  @Override
  public void close() {
    kill();
  }

  private String awaitLine(String prefix) {
    try {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith(prefix)) {
          return line.substring(prefix.length());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("the holder ended before it said: " + prefix);
  }

  /** The process. */
  public static void main(String[] args) throws IOException {
    RepositoryRef reference = new RepositoryRef(new LocationName(TestExecutor.LOCATION), args[3]);
    try (TestExecutor executor =
            new TestExecutor(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
        Repository repository = executor.locations().openOrInit(reference)) {
      System.out.println("end " + hold(executor, repository));
    }
  }

  private static String hold(TestExecutor executor, Repository repository) throws IOException {
    try (SnapshotWriter writer =
        repository.beginSnapshot(SnapshotLabels.tagged("test"), Control.NONE)) {
      writer.addFile("/file", executor.id().value().getBytes(StandardCharsets.UTF_8));
      System.out.println(HOLDING + executor.id());
      System.in.read();
      writer.commit();
      return "committed";
    } catch (RepositoryException e) {
      return e.getClass().getSimpleName();
    }
  }
}
