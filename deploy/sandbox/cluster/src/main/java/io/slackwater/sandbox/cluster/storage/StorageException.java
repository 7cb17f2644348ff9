// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import io.slackwater.sandbox.cluster.SandboxClusterException;
import org.jspecify.annotations.Nullable;

/** A volume or snapshot cannot be made, found or removed. */
public final class StorageException extends SandboxClusterException {
  private static final long serialVersionUID = 1L;

  StorageException(String message) {
    super(message);
  }

  StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
