// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import java.util.List;

/**
 * A dump that arrived whole.
 *
 * @param tool name and arguments of the tool
 * @param messages what the tool wrote to its error output (its last lines)
 * @param sha256 lower case hexadecimal
 */
public record DumpResult(
    DumpPart part,
    List<String> tool,
    String toolVersion,
    String serverVersion,
    int exitCode,
    List<String> messages,
    long bytes,
    String sha256) {

  public DumpResult {
    tool = List.copyOf(tool);
    messages = List.copyOf(messages);
  }
}
