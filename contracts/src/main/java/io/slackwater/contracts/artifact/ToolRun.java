// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

import java.util.List;

/**
 * What a database's tool said.
 *
 * @param messages the end of its messages, without secrets
 */
public record ToolRun(String name, String version, int exitCode, List<String> messages) {

  /** Copies the list. */
  public ToolRun {
    messages = List.copyOf(messages);
  }
}
