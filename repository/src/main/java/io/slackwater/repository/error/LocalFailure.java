// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;

/** Says in words what an error of the local file system means for the one who must act. */
public final class LocalFailure {

  private LocalFailure() {}

  /** Explains a failure. */
  public static String explain(IOException e) {
    String reason = reason(e);
    if (e instanceof AccessDeniedException) {
      return "permission denied: give the user of this process write access";
    }
    if (e instanceof NotDirectoryException || reason.contains("Not a directory")) {
      return "a part of the path is not a directory: choose another path";
    }
    if (reason.contains("No space left on device")) {
      return "no space left on device: free space there or move to a larger one, then run again";
    }
    if (reason.contains("Disk quota exceeded")) {
      return "disk quota exceeded: free space or raise the quota, then run again";
    }
    if (reason.contains("Read-only file system")) {
      return "the file system is read-only: mount it writable or choose another path";
    }
    return reason;
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
