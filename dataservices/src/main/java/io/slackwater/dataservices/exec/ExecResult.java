// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.util.List;

/**
 * How a tool ended, as told and proved by the trailer from inside the pod.
 *
 * @param exitCode the tool's own exit code
 * @param output what it wrote, whole (UTF-8); empty for a tool whose output was streamed
 * @param messages the last lines (up to 4000 bytes) of its error output
 */
public record ExecResult(int exitCode, String output, List<String> messages) {

  public ExecResult {
    messages = List.copyOf(messages);
  }

  /** Whether the tool said that it succeeded. */
  public boolean succeeded() {
    return exitCode == 0;
  }
}
