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
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Extended attributes of a file itself, never of what a link leads to; access control lists are
 * among them. Thread-safe.
 */
public final class ExtendedAttributes {

  private static final int ATTEMPTS = 5;

  private static final MethodHandle LIST =
      NativeCalls.function("llistxattr", FunctionDescriptor.of(LONG, POINTER, POINTER, LONG));
  private static final MethodHandle GET =
      NativeCalls.function(
          "lgetxattr", FunctionDescriptor.of(LONG, POINTER, POINTER, POINTER, LONG));
  private static final MethodHandle SET =
      NativeCalls.function(
          "lsetxattr", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, LONG, INT));

  private ExtendedAttributes() {}

  /**
   * Reads all attributes, in the order in which the file system tells them; none where it has none.
   */
  public static Map<String, byte[]> read(byte[] path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = NativeCalls.state(arena);
      MemorySegment file = NativeCalls.path(arena, path);
      long length = list(state, file, MemorySegment.NULL, 0);
      if (length == 0) {
        return Map.of();
      }
      MemorySegment names = names(arena, state, file, length);
      Map<String, byte[]> attributes = new LinkedHashMap<>();
      for (long at = 0; at < names.byteSize(); ) {
        String name = names.getString(at, StandardCharsets.UTF_8);
        MemorySegment pointer = names.asSlice(at);
        byte[] value = value(arena, state, file, pointer, name);
        if (value != null) {
          attributes.put(name, value);
        }
        at += name.getBytes(StandardCharsets.UTF_8).length + 1;
      }
      return attributes;
    }
  }

  /** Sets one attribute. */
  public static void write(byte[] path, String name, byte[] value) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = NativeCalls.state(arena);
      MemorySegment content = arena.allocate(Math.max(1, value.length));
      MemorySegment.copy(value, 0, content, ValueLayout.JAVA_BYTE, 0, value.length);
      int failed =
          (int)
              SET.invokeExact(
                  state,
                  NativeCalls.path(arena, path),
                  arena.allocateFrom(name, StandardCharsets.UTF_8),
                  content,
                  (long) value.length,
                  0);
      if (failed != 0) {
        throw new PosixException("set attribute " + name, NativeCalls.errno(state));
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }

  private static MemorySegment names(
      Arena arena, MemorySegment state, MemorySegment file, long length) throws IOException {
    long size = length;
    for (int i = 0; i < ATTEMPTS; i++) {
      MemorySegment names = arena.allocate(size);
      long found = list(state, file, names, size);
      if (found >= 0) {
        return names.asSlice(0, found);
      }
      size *= 2; // Attributes were added meanwhile.
    }
    throw new PosixException("list attributes", Errno.RANGE);
  }

  /** Returns the bytes of the names, or -1 if they do not fit. */
  private static long list(MemorySegment state, MemorySegment file, MemorySegment target, long size)
      throws IOException {
    try {
      long length = (long) LIST.invokeExact(state, file, target, size);
      if (length >= 0) {
        return length;
      }
      int errno = NativeCalls.errno(state);
      if (errno == Errno.NOTSUP) {
        return 0;
      }
      if (errno == Errno.RANGE) {
        return -1;
      }
      throw new PosixException("list attributes", errno);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }

  /** Returns the value, or null if it is gone or not for us to see. */
  private static byte @Nullable [] value(
      Arena arena, MemorySegment state, MemorySegment file, MemorySegment name, String text)
      throws IOException {
    try {
      for (int i = 0; i < ATTEMPTS; i++) {
        long size = (long) GET.invokeExact(state, file, name, MemorySegment.NULL, 0L);
        if (size >= 0) {
          MemorySegment target = arena.allocate(Math.max(1, size));
          size = (long) GET.invokeExact(state, file, name, target, size);
          if (size >= 0) {
            return target.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
          }
        }
        int errno = NativeCalls.errno(state);
        if (errno == Errno.NODATA || errno == Errno.NOTSUP) {
          return null;
        }
        if (errno != Errno.RANGE) {
          throw new PosixException("read attribute " + text, errno);
        }
      }
      throw new PosixException("read attribute " + text, Errno.RANGE);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw NativeCalls.unusable(e);
    }
  }
}
