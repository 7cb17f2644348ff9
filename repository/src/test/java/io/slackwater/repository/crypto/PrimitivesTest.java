// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slackwater.repository.id.Sha256;
import io.slackwater.repository.libcrypto.LibCrypto;
import io.slackwater.repository.libcrypto.NativeScrypt;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL's hashes and ciphers beside Java's, which know nothing of each other. */
final class PrimitivesTest {

  private final Random random = new Random(11);

  @BeforeAll
  static void needsTheLibrary() {
    assumeTrue(LibCrypto.isUsable(), "there is no libcrypto.so.3 on this machine");
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 63, 64, 65, 4_096, 262_143, 262_144, 262_145, 1_000_003})
  void areEqualForEveryLength(int length) throws Exception {
    byte[] encrypt = bytes(32);
    byte[] k = bytes(16);
    Primitives ours = new NativePrimitives(encrypt, k);
    Primitives theirs = new JavaPrimitives(encrypt, k, new PortablePoly1305());
    for (int i = 0; i < 3; i++) {
      int offset = random.nextInt(40);
      byte[] content = bytes(offset + length + 7);
      byte[] iv = bytes(16);
      byte[] oneTimeKey = bytes(32);

      assertThat(crypt(ours, iv, content, offset, length))
          .isEqualTo(crypt(theirs, iv, content, offset, length));
      assertThat(ours.code(oneTimeKey, content, offset, length))
          .isEqualTo(theirs.code(oneTimeKey, content, offset, length));
      assertThat(block(ours, iv)).isEqualTo(block(theirs, iv));
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content, offset, length);
      assertThat(Sha256.of(content, offset, length)).isEqualTo(Sha256.fromBytes(digest.digest()));
    }
  }

  @Test
  void counterRunsOverItsWholeLength() {
    byte[] iv = new byte[16];
    Arrays.fill(iv, (byte) 0xff);
    byte[] encrypt = bytes(32);
    byte[] content = bytes(100_000);

    assertThat(crypt(new NativePrimitives(encrypt, bytes(16)), iv, content, 0, content.length))
        .isEqualTo(
            crypt(
                new JavaPrimitives(encrypt, bytes(16), new PortablePoly1305()),
                iv,
                content,
                0,
                content.length));
  }

  @Test
  void deriveTheSameKeys() {
    byte[] salt = bytes(64);
    for (int length : new int[] {1, 32, 64, 100}) {
      byte[] password = bytes(length % 7 * 5);
      assertThat(NativeScrypt.derive(password, salt, 64, 8, 2, length))
          .isEqualTo(Scrypt.derive(password, salt, 64, 8, 2, length));
    }
  }

  private static byte[] crypt(Primitives by, byte[] iv, byte[] content, int offset, int length) {
    byte[] out = new byte[length + 5];
    by.crypt(iv, content, offset, length, out, 3);
    return out;
  }

  private static byte[] block(Primitives by, byte[] in) {
    byte[] out = new byte[32];
    by.block(in, out, 16);
    return out;
  }
}
