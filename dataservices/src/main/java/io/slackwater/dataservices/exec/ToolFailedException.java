// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

/** A tool, or a stage of the pipe that carried its stream, ended with an exit code other than 0. */
public final class ToolFailedException extends ExecFailedException {

  private static final long serialVersionUID = 1L;

  public ToolFailedException(PodTarget target, String message) {
    super(target, message);
  }
}
