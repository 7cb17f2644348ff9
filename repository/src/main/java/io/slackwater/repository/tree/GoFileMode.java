// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

/** Translates between Unix modes and Go's {@code os.FileMode}, which trees hold. */
public final class GoFileMode {

  /** Marks a directory. */
  public static final long DIRECTORY = 1L << 31;

  private static final long SYMLINK = 1L << 27;
  private static final long DEVICE = 1L << 26;
  private static final long FIFO = 1L << 25;
  private static final long SOCKET = 1L << 24;
  private static final long SETUID = 1L << 23;
  private static final long SETGID = 1L << 22;
  private static final long CHARACTER_DEVICE = 1L << 21;
  private static final long STICKY = 1L << 20;

  private static final int UNIX_TYPE = 0170000;

  private GoFileMode() {}

  /** Tells the node type of a Unix mode. */
  static NodeType typeOf(int unixMode) {
    return switch (unixMode & UNIX_TYPE) {
      case 0100000 -> NodeType.FILE;
      case 0040000 -> NodeType.DIRECTORY;
      case 0120000 -> NodeType.SYMLINK;
      case 0060000 -> NodeType.BLOCK_DEVICE;
      case 0020000 -> NodeType.CHARACTER_DEVICE;
      case 0010000 -> NodeType.FIFO;
      case 0140000 -> NodeType.SOCKET;
      default -> throw new IllegalArgumentException("unknown file type in mode " + unixMode);
    };
  }

  /** Translates a Unix mode. */
  static long fromUnix(int unixMode) {
    long mode = unixMode & 0777;
    mode |= (unixMode & 04000) != 0 ? SETUID : 0;
    mode |= (unixMode & 02000) != 0 ? SETGID : 0;
    mode |= (unixMode & 01000) != 0 ? STICKY : 0;
    return mode
        | switch (typeOf(unixMode)) {
          case FILE -> 0;
          case DIRECTORY -> DIRECTORY;
          case SYMLINK -> SYMLINK;
          case BLOCK_DEVICE -> DEVICE;
          case CHARACTER_DEVICE -> DEVICE | CHARACTER_DEVICE;
          case FIFO -> FIFO;
          case SOCKET -> SOCKET;
        };
  }

  /** Returns permissions with setuid, setgid and sticky bit as Unix knows them. */
  public static int toUnixPermissions(long mode) {
    int unix = (int) (mode & 0777);
    unix |= (mode & SETUID) != 0 ? 04000 : 0;
    unix |= (mode & SETGID) != 0 ? 02000 : 0;
    unix |= (mode & STICKY) != 0 ? 01000 : 0;
    return unix;
  }
}
