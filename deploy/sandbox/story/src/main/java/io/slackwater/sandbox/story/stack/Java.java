// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of Java programs, run by the JDK that runs this one. */
final class Java {

  private Java() {}

  /** The program. */
  static Path program() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** A command line with a heap of so many MiB. */
  static List<String> command(int heapMebibytes, List<String> rest) {
    List<String> command = new ArrayList<>();
    command.add(program().toString());
    command.add("-Xmx" + heapMebibytes + "m");
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(rest);
    return command;
  }
}
