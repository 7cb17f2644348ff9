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

/** Makes fifos and device nodes. Thread-safe. */
public final class SpecialFiles {

  /** Type bits of a fifo. */
  public static final int FIFO = 0010000;

  /** Type bits of a character device. */
  public static final int CHARACTER_DEVICE = 0020000;

  /** Type bits of a block device. */
  public static final int BLOCK_DEVICE = 0060000;

  private static final MethodHandle MKNOD =
      NativeCalls.function("mknod", FunctionDescriptor.of(INT, POINTER, INT, LONG));

  private SpecialFiles() {}

  /**
   * Makes a node.
   *
   * @param mode type bits and permissions
   * @param device what a device node stands for
   */
  public static void make(byte[] path, int mode, long device) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = NativeCalls.state(arena);
      int failed = (int) MKNOD.invokeExact(state, NativeCalls.path(arena, path), mode, device);
      if (failed != 0) {
        throw new PosixException("make a special file", NativeCalls.errno(state));
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }
}
