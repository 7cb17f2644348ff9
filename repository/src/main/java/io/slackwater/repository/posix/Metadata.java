// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.posix;

import static io.slackwater.repository.posix.NativeCalls.INT;
import static io.slackwater.repository.posix.NativeCalls.LONG;
import static io.slackwater.repository.posix.NativeCalls.POINTER;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Instant;

/**
 * Sets owner, mode and times of an entry itself, never of what a link leads to: one call each,
 * where Java's classes look things up again every time. Thread-safe.
 */
public final class Metadata {

  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;

  private static final MethodHandle LCHOWN =
      NativeCalls.function("lchown", FunctionDescriptor.of(INT, POINTER, INT, INT));
  private static final MethodHandle CHMOD =
      NativeCalls.function("chmod", FunctionDescriptor.of(INT, POINTER, INT));
  private static final MethodHandle UTIMENSAT =
      NativeCalls.function("utimensat", FunctionDescriptor.of(INT, INT, POINTER, POINTER, INT));

  private Metadata() {}

  /** Sets the owner. */
  public static void owner(byte[] path, int uid, int gid) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = NativeCalls.state(arena);
      int failed = (int) LCHOWN.invokeExact(state, NativeCalls.path(arena, path), uid, gid);
      if (failed != 0) {
        throw new PosixException("set owner", NativeCalls.errno(state));
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }

  /** Sets the permission bits; not of a symbolic link, which has none. */
  public static void permissions(byte[] path, int mode) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = NativeCalls.state(arena);
      int failed = (int) CHMOD.invokeExact(state, NativeCalls.path(arena, path), mode);
      if (failed != 0) {
        throw new PosixException("set mode", NativeCalls.errno(state));
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }

  /** Sets access and modification time, to the nanosecond. */
  public static void times(byte[] path, Instant time) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = NativeCalls.state(arena);
      MemorySegment times = arena.allocate(4 * LONG.byteSize(), LONG.byteSize());
      for (int i = 0; i < 4; i += 2) {
        times.setAtIndex(LONG, i, time.getEpochSecond());
        times.setAtIndex(LONG, i + 1, time.getNano());
      }
      int failed =
          (int)
              UTIMENSAT.invokeExact(
                  state, AT_FDCWD, NativeCalls.path(arena, path), times, AT_SYMLINK_NOFOLLOW);
      if (failed != 0) {
        throw new PosixException("set times", NativeCalls.errno(state));
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }
}
