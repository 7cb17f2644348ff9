// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

/**
 * The caller cancelled the operation. No snapshot was written and nothing was deleted after that.
 */
public final class OperationCancelledException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  public OperationCancelledException() {
    super("the operation was cancelled");
  }
}
