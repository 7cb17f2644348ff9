// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Stops the test's broker process (SIGSTOP), as a partition of the network would, and lets it go
 * on.
 */
final class BrokerPause {

  private final long pid;

  private BrokerPause(long pid) {
    this.pid = pid;
    signal("-STOP");
  }

  static BrokerPause begin() {
    return new BrokerPause(
        ProcessHandle.current()
            .descendants()
            .filter(
                process -> process.info().commandLine().orElse("").contains("sandbox.broker.Main"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the broker is not a process of this test"))
            .pid());
  }

  void end() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, String.valueOf(pid)).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
