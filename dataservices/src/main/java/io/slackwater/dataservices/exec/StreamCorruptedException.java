// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

/** A stream arrived with bytes other than those that were sent. */
public final class StreamCorruptedException extends ExecFailedException {

  private static final long serialVersionUID = 1L;

  public StreamCorruptedException(PodTarget target, String message) {
    super(target, message);
  }
}
