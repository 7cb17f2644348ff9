// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.posix;

/** Error numbers of Linux that are told apart. */
final class Errno {

  static final int PERM = 1;
  static final int NOENT = 2;
  static final int NXIO = 6;
  static final int ACCES = 13;
  static final int EXIST = 17;
  static final int NOSPC = 28;
  static final int RANGE = 34;
  static final int NODATA = 61;
  static final int NOTSUP = 95;

  private Errno() {}
}
