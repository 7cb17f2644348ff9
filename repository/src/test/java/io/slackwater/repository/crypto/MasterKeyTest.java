// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MasterKeyTest {

  private final SecureRandom random = new SecureRandom();
  private final MasterKey key = MasterKey.generate(random);

  /** Appendix B of Bernstein's "The Poly1305-AES message-authentication code". */
  @ParameterizedTest
  @CsvSource({
    "f3f6,851fc40c3467ac0be05cc20404f3f700,ec074c835580741701425b623235add6,"
        + "fb447350c4e868c52ac3275cf9d4327e,f4c633c3044fc145f84f335cb81953de",
    "'',a0f3080000f46400d0c7e9076c834403,75deaa25c09f208e1dc4ce6b5cad3fbf,"
        + "61ee09218d29b0aaed7e154a2c5509cc,dd3fab2251f11ac759f0887129cc2ee7",
    "663cea190ffb83d89593f3f476b6bc24d7e679107ea26adb8caf6652d0656136,"
        + "48443d0bb0d21109c89a100b5ce2c208,6acb5f61a7176dd320c5c1eb2edcdc74,"
        + "ae212a55399729595dea458bc621ff0e,0ee1c16bb73f0f4fd19881753c01cdbe"
  })
  void computesThePublishedCodes(String message, String r, String k, String nonce, String code) {
    HexFormat hex = HexFormat.of();
    byte[] content = hex.parseHex(message);
    MasterKey published = new MasterKey(new byte[32], hex.parseHex(k), hex.parseHex(r), random);

    byte[] mac = published.newSealer().mac(hex.parseHex(nonce), content, 0, content.length);

    assertThat(hex.formatHex(mac)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 32 * 1024, 32 * 1024 + 1, 1_000_000})
  void givesBackWhatItEncrypted(int size) throws Exception {
    byte[] plain = new byte[size];
    new Random(size).nextBytes(plain);

    byte[] sealed = key.encrypt(plain);

    assertThat(sealed).hasSize(size + MasterKey.OVERHEAD);
    assertThat(key.decrypt(sealed)).isEqualTo(plain);
  }

  @Test
  void noticesAChangeOfAnyByte() {
    byte[] sealed = key.encrypt(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 0x40;

      assertThatThrownBy(() -> key.decrypt(changed)).isInstanceOf(MacMismatchException.class);
    }
  }

  @Test
  void noticesATruncation() {
    byte[] sealed = key.encrypt(new byte[100]);
    for (int length : new int[] {0, 1, 31, 32, 131}) {
      assertThatThrownBy(() -> key.decrypt(sealed, 0, length))
          .isInstanceOf(MacMismatchException.class);
    }
  }

  @Test
  void refusesAnotherKey() {
    byte[] sealed = key.encrypt(new byte[100]);

    assertThatThrownBy(() -> MasterKey.generate(random).decrypt(sealed))
        .isInstanceOf(MacMismatchException.class);
  }

  @Test
  void encryptsTheSameContentDifferentlyEachTime() {
    assertThat(key.encrypt(new byte[16])).isNotEqualTo(key.encrypt(new byte[16]));
  }

  @Test
  void printsNoKey() {
    assertThat(key).hasToString("MasterKey[redacted]");
    assertThat(Password.of("geheim")).hasToString("Password[redacted]");
  }
}
