// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import io.slackwater.dataservices.DataServiceException;

/** A tool could not be run in a container, or its outcome is unknown. */
public class ExecFailedException extends DataServiceException {

  private static final long serialVersionUID = 1L;

  private final transient PodTarget target;

  public ExecFailedException(PodTarget target, String message) {
    super(target + ": " + message);
    this.target = target;
  }

  public ExecFailedException(PodTarget target, String message, Throwable cause) {
    super(target + ": " + message, cause);
    this.target = target;
  }

  /** The container it was about. */
  public PodTarget target() {
    return target;
  }
}
