// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.libcrypto;

import static io.slackwater.repository.libcrypto.LibCrypto.INT;
import static io.slackwater.repository.libcrypto.LibCrypto.LONG;
import static io.slackwater.repository.libcrypto.LibCrypto.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** Computes SHA-256 hashes. Not thread-safe. */
public final class NativeSha256 {

  private static final MethodHandle UPDATE =
      LibCrypto.onArrays("SHA256_Update", INT, POINTER, POINTER, LONG);
  private static final MethodHandle FINAL =
      LibCrypto.onArrays("SHA256_Final", INT, POINTER, POINTER);

  private static final int LENGTH = 32;

  // No collection can begin while a call works on an array: 150 microseconds.
  private static final int PIECE = 256 * 1024;

  /** SHA256_CTX of sha.h: hash, bit count, block, bytes in it, length of the result. */
  private static final int STATE_WORDS = 8 + 2 + 16 + 2;

  private static final int[] FIRST_HASH = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };

  private final int[] state = new int[STATE_WORDS];
  private final MemorySegment context = MemorySegment.ofArray(state);

  /** Hashes a part of an array. */
  public byte[] hash(byte[] content, int offset, int length) {
    Arrays.fill(state, 0);
    System.arraycopy(FIRST_HASH, 0, state, 0, FIRST_HASH.length);
    state[STATE_WORDS - 1] = LENGTH;
    MemorySegment bytes = MemorySegment.ofArray(content);
    byte[] hash = new byte[LENGTH];
    try {
      for (int done = 0; done < length; done += PIECE) {
        int count = Math.min(PIECE, length - done);
        int updated =
            (int) UPDATE.invokeExact(context, bytes.asSlice(offset + done, count), (long) count);
        LibCrypto.require(updated, "SHA256_Update");
      }
      LibCrypto.require(
          (int) FINAL.invokeExact(MemorySegment.ofArray(hash), context), "SHA256_Final");
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibCrypto.failed("SHA-256", e);
    }
    return hash;
  }
}
