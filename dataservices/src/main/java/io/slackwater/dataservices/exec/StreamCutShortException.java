// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

/** A stream ended before all of it had arrived, whatever exit code was reported. */
public final class StreamCutShortException extends ExecFailedException {

  private static final long serialVersionUID = 1L;

  public StreamCutShortException(PodTarget target, String message) {
    super(target, message);
  }
}
