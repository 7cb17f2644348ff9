// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Finds the containers that an earlier server left: their process 1 runs its own script. */
final class ProcessLeftovers {
  private ProcessLeftovers() {}

  static void end(Path script) {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses().filter(process -> runs(process, script)).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(process -> process.onExit().join());
  }

  private static boolean runs(ProcessHandle process, Path script) {
    try {
      String line =
          Files.readString(
              Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
      return Arrays.asList(line.split("\0", -1)).contains(script.toString());
    } catch (IOException processIsGone) {
      return false;
    }
  }
}
