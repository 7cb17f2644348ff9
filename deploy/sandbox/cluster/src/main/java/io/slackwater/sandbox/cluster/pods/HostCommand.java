// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs short commands of the host: ip, mount, losetup, btrfs. */
public final class HostCommand {
  private HostCommand() {}

  /**
   * Runs a command to its end.
   *
   * @return what it printed
   * @throws HostCommandException when it cannot be started or does not end with 0
   */
  public static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      int code = process.waitFor();
      if (code != 0) {
        throw new HostCommandException(command, "exit code " + code + ": " + output);
      }
      return output;
    } catch (IOException failure) {
      throw new HostCommandException(command, String.valueOf(failure.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HostCommandException(command, "interrupted");
    }
  }
}
