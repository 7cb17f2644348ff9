// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

/** A tool did not end within the time it was given, and was aborted. */
public final class ExecTimeoutException extends ExecFailedException {

  private static final long serialVersionUID = 1L;

  public ExecTimeoutException(PodTarget target, String message) {
    super(target, message);
  }
}
