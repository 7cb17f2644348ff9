// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import io.slackwater.sandbox.story.StoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Processes of a sandbox's pods, as the machine sees them. Works also while the cluster's API is
 * down.
 */
final class HostProcesses {

  private HostProcesses() {}

  /** The processes of a pod whose command line is so, the oldest first. */
  static List<ProcessHandle> of(Pod pod, Predicate<List<String>> command) {
    String mark = "/pods/" + pod.getMetadata().getUid() + "/";
    return ProcessHandle.allProcesses()
        .filter(process -> command.test(commandLine(process)))
        .filter(process -> text(process, "mountinfo").contains(mark))
        .sorted(Comparator.comparingLong(ProcessHandle::pid))
        .toList();
  }

  /** The arguments of a process; empty when it is gone. */
  static List<String> commandLine(ProcessHandle process) {
    return List.of(text(process, "cmdline").split("\0", -1));
  }

  /** A file as a process sees it; empty when the process is gone. */
  static Optional<String> read(ProcessHandle process, String file) {
    try {
      return Optional.of(Files.readString(proc(process).resolve("root" + file), UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The process that has an id inside a pod.
   *
   * @param neighbour another process of the same container
   */
  static ProcessHandle inside(ProcessHandle neighbour, String id) {
    String namespace = namespace(neighbour).orElseThrow();
    return ProcessHandle.allProcesses()
        .filter(process -> insideId(process).filter(id::equals).isPresent())
        .filter(process -> namespace(process).filter(namespace::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> new StoryException("no process is " + id + " in its pod"));
  }

  private static Optional<String> insideId(ProcessHandle process) {
    return text(process, "status")
        .lines()
        .filter(line -> line.startsWith("NSpid:"))
        .map(line -> line.substring(line.lastIndexOf('\t') + 1))
        .findFirst();
  }

  private static Optional<String> namespace(ProcessHandle process) {
    try {
      return Optional.of(Files.readSymbolicLink(proc(process).resolve("ns/pid")).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String text(ProcessHandle process, String file) {
    try {
      return new String(Files.readAllBytes(proc(process).resolve(file)), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static Path proc(ProcessHandle process) {
    return Path.of("/proc", String.valueOf(process.pid()));
  }
}
