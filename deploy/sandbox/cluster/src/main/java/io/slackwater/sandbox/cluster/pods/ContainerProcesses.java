// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of one running container. Process 1 builds the root and holds the namespaces; the
 * command and every exec session enter them beside it. When process 1 dies, the kernel kills all
 * others. Thread-safe.
 */
public final class ContainerProcesses {
  private static final int EXIT_BY_KILL = 137;

  private final ContainerPlan plan;
  private final Process outer;
  private final ProcessHandle init;
  private final Process main;

  private ContainerProcesses(ContainerPlan plan, Process outer, ProcessHandle init, Process main) {
    this.plan = plan;
    this.outer = outer;
    this.init = init;
    this.main = main;
  }

  /**
   * Starts a container.
   *
   * @param script the program of process 1
   * @param hidden a directory that its processes must not see
   * @throws ContainerStartException when its root cannot be built
   */
  static ContainerProcesses start(ContainerPlan plan, Path script, Path hidden) throws IOException {
    Path directory = plan.directory();
    DirectoryTree.delete(directory.resolve("overlay"));
    Path root = Files.createDirectories(directory.resolve("overlay/root"));
    Path upper = Files.createDirectories(directory.resolve("overlay/upper"));
    Path work = Files.createDirectories(directory.resolve("overlay/work"));
    Files.setAttribute(upper, "unix:mode", 0755);
    Path mounts = directory.resolve("mounts");
    Files.write(mounts, plan.mounts().stream().map(ContainerPlan.Mount::line).toList());
    List<String> command = new ArrayList<>();
    command.add("nsenter");
    command.add("--net=" + plan.networkNamespace());
    command.addAll(List.of("unshare", "--mount", "--pid", "--uts", "--ipc", "--fork"));
    command.addAll(List.of("/bin/sh", script.toString(), root.toString()));
    command.add(plan.image() == null ? "" : plan.image().toString());
    command.addAll(List.of(upper.toString(), work.toString(), mounts.toString()));
    command.addAll(List.of(plan.hostname(), hidden.toString()));
    Path complaints = directory.resolve("start.log");
    Process outer = new ProcessBuilder(command).redirectError(complaints.toFile()).start();
    outer.getOutputStream().close();
    String pid = outer.inputReader().readLine();
    if (pid == null) {
      throw new ContainerStartException(plan.name(), Files.readString(complaints).trim());
    }
    ProcessHandle init =
        ProcessHandle.of(Long.parseLong(pid))
            .orElseThrow(() -> new ContainerStartException(plan.name(), "process 1 is gone"));
    File log = directory.resolve("log").toFile();
    Process main =
        entering(plan, init, plan.command())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .redirectError(ProcessBuilder.Redirect.appendTo(log))
            .start();
    return new ContainerProcesses(plan, outer, init, main);
  }

  private static ProcessBuilder entering(
      ContainerPlan plan, ProcessHandle init, List<String> inside) {
    List<String> command = new ArrayList<>();
    command.add("nsenter");
    command.add("--target=" + init.pid());
    command.addAll(List.of("--mount", "--uts", "--ipc", "--net", "--pid", "--root"));
    command.addAll(plan.identity().command());
    command.addAll(List.of("/usr/bin/env", "--chdir=" + plan.workingDirectory()));
    command.addAll(inside);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(plan.environment());
    return builder;
  }

  /** Starts a further process in the container, with three pipes of its own. */
  public Process exec(List<String> command) throws IOException {
    return entering(plan, init, command).start();
  }

  /** Waits for the container's command and ends whatever else runs in the container. */
  int await() throws InterruptedException {
    int code = main.waitFor();
    kill();
    outer.waitFor();
    return code;
  }

  /** Asks the container's command to end. */
  void terminate() {
    commandProcess().ifPresent(ProcessHandle::destroy);
  }

  /** Kills every process of the container. */
  void kill() {
    init.destroyForcibly();
  }

  boolean isAlive() {
    return main.isAlive() && init.isAlive();
  }

  /** The namespace that tells the container's processes from others. */
  Optional<Path> pidNamespace() {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + init.pid() + "/ns/pid")));
    } catch (IOException processIsGone) {
      return Optional.empty();
    }
  }

  /** The exit code of a container whose processes an earlier server left and the next one ended. */
  static int lostExitCode() {
    return EXIT_BY_KILL;
  }

  /** The helper that entered the namespaces waits outside; its child is the command. */
  private Optional<ProcessHandle> commandProcess() {
    return main.children().findFirst();
  }
}
