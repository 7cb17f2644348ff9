// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.posix;

import static io.slackwater.repository.posix.NativeCalls.INT;
import static io.slackwater.repository.posix.NativeCalls.LONG;
import static io.slackwater.repository.posix.NativeCalls.POINTER;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;

/**
 * What the kernel knows of an entry itself, never of what a link leads to. Java's way to the same
 * makes a map of strings for each file, which costs more than the call.
 *
 * @param mode type bits and permissions
 * @param device on which it lies
 * @param links number of names
 * @param represented by a device node, else 0
 * @param changed when its inode changed
 */
public record FileStatus(
    int mode,
    long inode,
    long device,
    long links,
    long uid,
    long gid,
    long size,
    long represented,
    Instant modified,
    Instant changed) {

  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int STATX_BASIC_STATS = 0x7ff;

  // struct statx of linux/stat.h, the same on all architectures.
  private static final int LENGTH = 256;
  private static final int LINKS = 16;
  private static final int UID = 20;
  private static final int GID = 24;
  private static final int MODE = 28;
  private static final int INODE = 32;
  private static final int SIZE = 40;
  private static final int CHANGED = 96;
  private static final int MODIFIED = 112;
  private static final int REPRESENTED = 128;
  private static final int DEVICE = 136;

  private static final MethodHandle STATX =
      NativeCalls.function("statx", FunctionDescriptor.of(INT, INT, POINTER, INT, INT, POINTER));

  /**
   * Reads it.
   *
   * @throws NoSuchFileException if there is no such entry
   * @throws AccessDeniedException if it may not be looked up
   */
  public static FileStatus read(byte[] path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = NativeCalls.state(arena);
      MemorySegment found = arena.allocate(LENGTH, Long.BYTES);
      int failed =
          (int)
              STATX.invokeExact(
                  state,
                  AT_FDCWD,
                  NativeCalls.path(arena, path),
                  AT_SYMLINK_NOFOLLOW,
                  STATX_BASIC_STATS,
                  found);
      if (failed != 0) {
        throw failure(path, NativeCalls.errno(state));
      }
      return new FileStatus(
          Short.toUnsignedInt(found.get(ValueLayout.JAVA_SHORT, MODE)),
          found.get(LONG, INODE),
          device(found, DEVICE),
          unsigned(found, LINKS),
          unsigned(found, UID),
          unsigned(found, GID),
          found.get(LONG, SIZE),
          device(found, REPRESENTED),
          time(found, MODIFIED),
          time(found, CHANGED));
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }

  private static long unsigned(MemorySegment found, int at) {
    return Integer.toUnsignedLong(found.get(INT, at));
  }

  private static Instant time(MemorySegment found, int at) {
    return Instant.ofEpochSecond(found.get(LONG, at), found.get(INT, at + Long.BYTES));
  }

  /** Composes a device number as the C library does. */
  private static long device(MemorySegment found, int at) {
    long major = unsigned(found, at);
    long minor = unsigned(found, at + Integer.BYTES);
    return (major & 0xfffff000L) << 32
        | (major & 0xfffL) << 8
        | (minor & 0xffffff00L) << 12
        | minor & 0xffL;
  }

  private static IOException failure(byte[] path, int errno) {
    String name = new String(path, StandardCharsets.UTF_8);
    return switch (errno) {
      case Errno.NOENT -> new NoSuchFileException(name);
      case Errno.ACCES -> new AccessDeniedException(name);
      default -> new PosixException("look at " + name, errno);
    };
  }
}
