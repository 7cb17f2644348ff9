// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.posix;

import java.io.IOException;

/** A call of the operating system failed. */
public final class PosixException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int errno;

  PosixException(String call, int errno) {
    super(call + ": " + explain(errno));
    this.errno = errno;
  }

  /** Tells whether this file system or this user may not do it, rather than this time alone. */
  public boolean unsupportedOrDenied() {
    return errno == Errno.PERM || errno == Errno.ACCES || errno == Errno.NOTSUP;
  }

  private static String explain(int errno) {
    return switch (errno) {
      case Errno.PERM -> "not permitted";
      case Errno.NOENT -> "no such file";
      case Errno.ACCES -> "permission denied";
      case Errno.EXIST -> "it exists";
      case Errno.NOSPC -> "no space left on the device";
      case Errno.NOTSUP -> "not supported by the file system";
      default -> "error " + errno;
    };
  }
}
