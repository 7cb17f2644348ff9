// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.libcrypto;

import static io.slackwater.repository.libcrypto.LibCrypto.INT;
import static io.slackwater.repository.libcrypto.LibCrypto.LONG;
import static io.slackwater.repository.libcrypto.LibCrypto.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The key derivation scrypt, RFC 7914. */
public final class NativeScrypt {

  private NativeScrypt() {}

  /**
   * Derives a key.
   *
   * @param n work, a power of two; {@code n * r * 128} bytes of memory are taken
   * @param r block size
   * @param p how often it is done
   * @param length bytes wanted
   */
  public static byte[] derive(byte[] password, byte[] salt, int n, int r, int p, int length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment secret = arena.allocate(password.length + 1L);
      MemorySegment.copy(password, 0, secret, ValueLayout.JAVA_BYTE, 0, password.length);
      MemorySegment salted = arena.allocateFrom(ValueLayout.JAVA_BYTE, salt);
      MemorySegment key = arena.allocate(length);
      long maxMemory = 128L * r * (n + p + 2L) + 1024;
      int derived =
          (int)
              LibCrypto.function(
                      "EVP_PBE_scrypt",
                      INT,
                      POINTER,
                      LONG,
                      POINTER,
                      LONG,
                      LONG,
                      LONG,
                      LONG,
                      LONG,
                      POINTER,
                      LONG)
                  .invokeExact(
                      secret,
                      (long) password.length,
                      salted,
                      (long) salt.length,
                      (long) n,
                      (long) r,
                      (long) p,
                      maxMemory,
                      key,
                      (long) length);
      LibCrypto.require(derived, "EVP_PBE_scrypt");
      byte[] result = key.toArray(ValueLayout.JAVA_BYTE);
      secret.fill((byte) 0);
      key.fill((byte) 0);
      return result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibCrypto.failed("EVP_PBE_scrypt", e);
    }
  }
}
