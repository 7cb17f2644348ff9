// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.libcrypto;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Finds the library and its functions. Thread-safe. */
public final class LibCrypto {

  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  static final AddressLayout POINTER = ValueLayout.ADDRESS;

  /** The library whose functions and structures these are: OpenSSL 3. */
  private static final String NAME = "libcrypto.so.3";

  /** Set to {@code false}, Java's own hashes and ciphers are used. */
  private static final String PROPERTY = "slackwater.libcrypto";

  private static final Linker LINKER = Linker.nativeLinker();

  private LibCrypto() {}

  /** Looks for it once. */
  private static final class Found {
    static final boolean USABLE =
        !"false".equals(System.getProperty(PROPERTY)) && isThere() && answersRightly();

    private Found() {}
  }

  /** Tells whether it is there and does what it should. */
  public static boolean isUsable() {
    return Found.USABLE;
  }

  private static boolean isThere() {
    try {
      SymbolLookup.libraryLookup(NAME, Arena.global());
      return true;
    } catch (IllegalArgumentException e) {
      return false; // No such library here, which is no fault.
    }
  }

  private static boolean answersRightly() {
    try {
      return SelfTest.passes();
    } catch (RuntimeException | LinkageError e) {
      return false; // Built without these algorithms, or not allowed to be called.
    }
  }

  /** Returns a function that works on arrays in place, so must not be given much at a time. */
  static MethodHandle onArrays(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        symbol(name), FunctionDescriptor.of(result, arguments), Linker.Option.critical(true));
  }

  /** Returns a function. */
  static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(symbol(name), FunctionDescriptor.of(result, arguments));
  }

  /** Returns a function without a result. */
  static MethodHandle procedure(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(symbol(name), FunctionDescriptor.ofVoid(arguments));
  }

  static void require(int result, String what) {
    if (result != 1) {
      throw failed(what, null);
    }
  }

  static IllegalStateException failed(String what, @Nullable Throwable e) {
    return new IllegalStateException("libcrypto: %s failed".formatted(what), e);
  }

  private static MemorySegment symbol(String name) {
    return SymbolLookup.libraryLookup(NAME, Arena.global()).findOrThrow(name);
  }
}
