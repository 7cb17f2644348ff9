// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Containers that stand still, by the freezer of cgroup v2. Closing lets them go on. A freeze is
 * broken when a process that it does not hold appeared among them meanwhile.
 */
final class Freeze implements AutoCloseable {
  private static final String PREFIX = "slackwater-freeze-";
  private static final long LOOK_AGAIN_MILLIS = 1;
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Path cgroup;
  private final Writers writers;
  private final Set<Path> namespaces;

  private Freeze(Path cgroup, Writers writers, Set<Path> namespaces) {
    this.cgroup = cgroup;
    this.writers = writers;
    this.namespaces = namespaces;
  }

  /**
   * Freezes all writers.
   *
   * @throws StorageException when they do not all stand still in time; then none does
   */
  static Freeze of(Writers writers) {
    Set<Path> namespaces = new HashSet<>(writers.pidNamespaces());
    Freeze freeze =
        new Freeze(hierarchy().resolve(PREFIX + UUID.randomUUID()), writers, namespaces);
    try {
      Files.createDirectory(freeze.cgroup);
      Files.writeString(freeze.cgroup.resolve("cgroup.freeze"), "1");
      freeze.gather();
      freeze.awaitFrozen();
      return freeze;
    } catch (IOException | StorageException failure) {
      freeze.close();
      throw new StorageException("the volume's writers cannot be frozen", failure);
    } catch (InterruptedException interrupted) {
      freeze.close();
      Thread.currentThread().interrupt();
      throw new StorageException("freezing the volume's writers was interrupted", interrupted);
    }
  }

  /** Removes what a server that died while it held a freeze left; its processes are dead. */
  static void removeLeftovers() throws IOException {
    if (!isPossible()) {
      return;
    }
    List<Path> left;
    try (Stream<Path> groups = Files.list(hierarchy())) {
      left = groups.filter(group -> group.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (Path group : left) {
      if (Files.readAllLines(group.resolve("cgroup.procs")).isEmpty()) {
        Files.delete(group);
      }
    }
  }

  private static boolean isPossible() throws IOException {
    return Files.readString(Path.of("/proc/self/mounts")).contains(" cgroup2 ");
  }

  private static Path hierarchy() {
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
      return mounts
          .map(line -> line.split(" ", -1))
          .filter(fields -> fields[2].equals("cgroup2"))
          .map(fields -> Path.of(fields[1]))
          .findFirst()
          .orElseThrow(
              () ->
                  new StorageException(
                      "this machine has no cgroup v2, without which writers cannot be frozen"));
    } catch (IOException failure) {
      throw new StorageException("cannot find the cgroup v2 file system", failure);
    }
  }

  /** Moves processes in until none is left outside; what is inside can start no others. */
  private void gather() throws IOException {
    for (List<String> outside = outside(); !outside.isEmpty(); outside = outside()) {
      for (String pid : outside) {
        move(pid, cgroup);
      }
    }
  }

  private static void move(String pid, Path into) throws IOException {
    try {
      Files.writeString(into.resolve("cgroup.procs"), pid);
    } catch (IOException failure) {
      if (Files.exists(Path.of("/proc", pid))) {
        throw failure;
      }
    }
  }

  private List<String> outside() throws IOException {
    Set<String> held = new HashSet<>(Files.readAllLines(cgroup.resolve("cgroup.procs")));
    List<String> outside = new ArrayList<>();
    try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
      processes
          .filter(process -> isWriter(process.pid()))
          .map(process -> Long.toString(process.pid()))
          .filter(pid -> !held.contains(pid))
          .forEach(outside::add);
    }
    return outside;
  }

  private boolean isWriter(long pid) {
    try {
      return namespaces.contains(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/pid")));
    } catch (IOException processIsGone) {
      return false;
    }
  }

  private void awaitFrozen() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.readString(cgroup.resolve("cgroup.events")).contains("frozen 1")) {
      if (System.nanoTime() > end) {
        throw new StorageException("the kernel did not freeze the volume's writers in time");
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /**
   * Checks that nothing ran meanwhile.
   *
   * @throws StorageException when something did
   */
  void requireUnbroken() {
    try {
      if (!new HashSet<>(writers.pidNamespaces()).equals(namespaces) || !outside().isEmpty()) {
        throw new StorageException("a process started while the volume's writers were frozen");
      }
    } catch (IOException failure) {
      throw new StorageException("cannot check that the writers stood still", failure);
    }
  }

  @Override
  public void close() {
    try {
      if (!Files.exists(cgroup)) {
        return;
      }
      Files.writeString(cgroup.resolve("cgroup.freeze"), "0");
      List<String> held = Files.readAllLines(cgroup.resolve("cgroup.procs"));
      while (!held.isEmpty()) {
        for (String pid : held) {
          move(pid, hierarchy());
        }
        held = Files.readAllLines(cgroup.resolve("cgroup.procs"));
      }
      Files.delete(cgroup);
    } catch (IOException failure) {
      throw new StorageException("writers may still be frozen in " + cgroup, failure);
    }
  }
}
