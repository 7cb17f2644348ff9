// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.exec;

import java.util.List;
import java.util.stream.Collectors;

/** Gives a command a pseudo terminal, by the host's script(1). Its size is not changed later. */
final class Terminal {
  private Terminal() {}

  static List<String> around(List<String> command) {
    String line =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    return List.of("/usr/bin/script", "-qefc", line, "/dev/null");
  }
}
