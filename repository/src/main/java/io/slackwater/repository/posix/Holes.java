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

/** Finds the holes of a file: what nobody ever wrote need not be read. Close it. */
public final class Holes implements AutoCloseable {

  private static final int O_RDONLY = 0;
  private static final int O_NOFOLLOW = 0400000;
  private static final int O_CLOEXEC = 02000000;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;

  private static final MethodHandle OPEN =
      NativeCalls.function("open", FunctionDescriptor.of(INT, POINTER, INT));
  private static final MethodHandle LSEEK =
      NativeCalls.function("lseek", FunctionDescriptor.of(LONG, INT, LONG, INT));
  private static final MethodHandle CLOSE =
      NativeCalls.function("close", FunctionDescriptor.of(INT, INT));

  private final Arena arena = Arena.ofShared();
  private final MemorySegment state = NativeCalls.state(arena);
  private final int descriptor;

  private Holes(byte[] path) throws IOException {
    try {
      descriptor =
          (int)
              OPEN.invokeExact(
                  state, NativeCalls.path(arena, path), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
      if (descriptor < 0) {
        throw new PosixException("open", NativeCalls.errno(state));
      }
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }

  /** Opens a file to look for its holes. */
  public static Holes of(byte[] path) throws IOException {
    return new Holes(path);
  }

  /** Returns where data begins at or after an offset; -1 if none does. */
  public long nextData(long offset) throws IOException {
    return seek(offset, SEEK_DATA);
  }

  /** Returns where a hole, or the end of the file, begins at or after an offset. */
  public long nextHole(long offset) throws IOException {
    return seek(offset, SEEK_HOLE);
  }

  private long seek(long offset, int whence) throws IOException {
    try {
      long found = (long) LSEEK.invokeExact(state, descriptor, offset, whence);
      if (found < 0 && NativeCalls.errno(state) != Errno.NXIO) {
        throw new PosixException("look for holes", NativeCalls.errno(state));
      }
      return found;
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (arena) {
      int failed = (int) CLOSE.invokeExact(state, descriptor);
      if (failed != 0) {
        throw new PosixException("close", NativeCalls.errno(state));
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }
}
