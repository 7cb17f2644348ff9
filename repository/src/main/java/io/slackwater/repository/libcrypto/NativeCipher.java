// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.libcrypto;

import static io.slackwater.repository.libcrypto.LibCrypto.INT;
import static io.slackwater.repository.libcrypto.LibCrypto.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Encrypts under one AES key. Not thread-safe. */
public final class NativeCipher {

  private static final MethodHandle INIT =
      LibCrypto.onArrays(
          "EVP_CipherInit_ex", INT, POINTER, POINTER, POINTER, POINTER, POINTER, INT);
  private static final MethodHandle UPDATE =
      LibCrypto.onArrays("EVP_CipherUpdate", INT, POINTER, POINTER, POINTER, POINTER, INT);
  private static final MethodHandle FREE = LibCrypto.procedure("EVP_CIPHER_CTX_free", POINTER);

  // No collection can begin while a call works on an array.
  private static final int PIECE = 256 * 1024;

  private final MemorySegment context;
  private final MemorySegment written = MemorySegment.ofArray(new int[1]);

  private NativeCipher(String algorithm, byte[] key) {
    try {
      MemorySegment made =
          (MemorySegment) LibCrypto.function("EVP_CIPHER_CTX_new", POINTER).invokeExact();
      context = made.reinterpret(Arena.ofAuto(), NativeCipher::free);
      MemorySegment type = (MemorySegment) LibCrypto.function(algorithm, POINTER).invokeExact();
      int initialised =
          (int)
              INIT.invokeExact(
                  context,
                  type,
                  MemorySegment.NULL,
                  MemorySegment.ofArray(key),
                  MemorySegment.NULL,
                  1);
      LibCrypto.require(initialised, algorithm);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibCrypto.failed(algorithm, e);
    }
  }

  /** AES-256 in counter mode. */
  public static NativeCipher counterMode(byte[] key) {
    return new NativeCipher("EVP_aes_256_ctr", key);
  }

  /** AES-128, block by block. */
  public static NativeCipher blocks(byte[] key) {
    return new NativeCipher("EVP_aes_128_ecb", key);
  }

  /** Begins a message. */
  public void begin(byte[] iv) {
    try {
      int initialised =
          (int)
              INIT.invokeExact(
                  context,
                  MemorySegment.NULL,
                  MemorySegment.NULL,
                  MemorySegment.NULL,
                  MemorySegment.ofArray(iv),
                  1);
      LibCrypto.require(initialised, "EVP_CipherInit_ex");
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibCrypto.failed("EVP_CipherInit_ex", e);
    }
  }

  /** Encrypts; in counter mode that is also how to decrypt. */
  public void update(byte[] in, int inAt, int length, byte[] out, int outAt) {
    MemorySegment from = MemorySegment.ofArray(in);
    MemorySegment to = MemorySegment.ofArray(out);
    try {
      for (int done = 0; done < length; done += PIECE) {
        int count = Math.min(PIECE, length - done);
        int updated =
            (int)
                UPDATE.invokeExact(
                    context,
                    to.asSlice(outAt + done, count),
                    written,
                    from.asSlice(inAt + done, count),
                    count);
        LibCrypto.require(updated, "EVP_CipherUpdate");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibCrypto.failed("EVP_CipherUpdate", e);
    }
  }

  private static void free(MemorySegment context) {
    try {
      FREE.invokeExact(context);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibCrypto.failed("EVP_CIPHER_CTX_free", e);
    }
  }
}
