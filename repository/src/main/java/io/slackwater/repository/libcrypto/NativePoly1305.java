// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.libcrypto;

import static io.slackwater.repository.libcrypto.LibCrypto.INT;
import static io.slackwater.repository.libcrypto.LibCrypto.LONG;
import static io.slackwater.repository.libcrypto.LibCrypto.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Computes Poly1305 codes. Not thread-safe. */
public final class NativePoly1305 {

  private static final MethodHandle INIT =
      LibCrypto.onArrays("EVP_MAC_init", INT, POINTER, POINTER, LONG, POINTER);
  private static final MethodHandle UPDATE =
      LibCrypto.onArrays("EVP_MAC_update", INT, POINTER, POINTER, LONG);
  private static final MethodHandle FINAL =
      LibCrypto.onArrays("EVP_MAC_final", INT, POINTER, POINTER, POINTER, LONG);
  private static final MethodHandle NEW = LibCrypto.function("EVP_MAC_CTX_new", POINTER, POINTER);
  private static final MethodHandle FREE = LibCrypto.procedure("EVP_MAC_CTX_free", POINTER);
  private static final MemorySegment ALGORITHM = fetch();

  private static final int LENGTH = 16;

  // No collection can begin while a call works on an array.
  private static final int PIECE = 256 * 1024;

  private final MemorySegment context;
  private final MemorySegment written = MemorySegment.ofArray(new long[1]);

  /** Makes a worker. */
  public NativePoly1305() {
    try {
      MemorySegment made = (MemorySegment) NEW.invokeExact(ALGORITHM);
      context = made.reinterpret(Arena.ofAuto(), NativePoly1305::free);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibCrypto.failed("EVP_MAC_CTX_new", e);
    }
  }

  /** Returns the code of a part of an array under a one-time key. */
  public byte[] code(byte[] oneTimeKey, byte[] content, int offset, int length) {
    MemorySegment bytes = MemorySegment.ofArray(content);
    byte[] code = new byte[LENGTH];
    try {
      MemorySegment key = MemorySegment.ofArray(oneTimeKey);
      LibCrypto.require(
          (int) INIT.invokeExact(context, key, (long) oneTimeKey.length, MemorySegment.NULL),
          "EVP_MAC_init");
      for (int done = 0; done < length; done += PIECE) {
        int count = Math.min(PIECE, length - done);
        int updated =
            (int) UPDATE.invokeExact(context, bytes.asSlice(offset + done, count), (long) count);
        LibCrypto.require(updated, "EVP_MAC_update");
      }
      int ended =
          (int)
              FINAL.invokeExact(context, MemorySegment.ofArray(code), written, (long) code.length);
      LibCrypto.require(ended, "EVP_MAC_final");
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibCrypto.failed("Poly1305", e);
    }
    return code;
  }

  private static MemorySegment fetch() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found =
          (MemorySegment)
              LibCrypto.function("EVP_MAC_fetch", POINTER, POINTER, POINTER, POINTER)
                  .invokeExact(
                      MemorySegment.NULL, arena.allocateFrom("POLY1305"), MemorySegment.NULL);
      if (found.equals(MemorySegment.NULL)) {
        throw LibCrypto.failed("EVP_MAC_fetch", null);
      }
      return found;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibCrypto.failed("EVP_MAC_fetch", e);
    }
  }

  private static void free(MemorySegment context) {
    try {
      FREE.invokeExact(context);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibCrypto.failed("EVP_MAC_CTX_free", e);
    }
  }
}
