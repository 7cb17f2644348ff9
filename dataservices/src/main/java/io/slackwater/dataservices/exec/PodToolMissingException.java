// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

/**
 * The container lacks a tool, a shell or a writable directory that is needed to run commands in it.
 */
public final class PodToolMissingException extends ExecFailedException {

  private static final long serialVersionUID = 1L;

  public PodToolMissingException(PodTarget target, String message) {
    super(target, message);
  }
}
