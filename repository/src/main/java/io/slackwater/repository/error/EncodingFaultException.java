// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

import org.jspecify.annotations.Nullable;

/** What was made of a blob does not read back: this machine computes or remembers wrongly. */
public final class EncodingFaultException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  public EncodingFaultException(String detail, @Nullable Throwable cause) {
    super(
        "a blob does not read back before it was written (%s); nothing of it was stored, check this machine's memory"
            .formatted(detail),
        cause);
  }
}
