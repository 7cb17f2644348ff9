// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthenticatorTest {

  private final Authenticator portable = new PortablePoly1305();

  @Test
  void theTestsRunWithThePlatformsOwn() {
    assertThat(PlatformPoly1305.find())
        .as("the tests open com.sun.crypto.provider, as the command line's jar does")
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 63, 64, 255, 256, 257, 32 * 1024, 32 * 1024 + 1, 999_999})
  void bothComputeTheSameCode(int length) {
    Authenticator platform = PlatformPoly1305.find().orElseThrow();
    Random random = new Random(length);
    for (int i = 0; i < 20; i++) {
      byte[] key = new byte[Authenticator.KEY_LENGTH];
      byte[] content = new byte[length + 3];
      if (i == 0) {
        Arrays.fill(key, (byte) 0xff);
        Arrays.fill(content, (byte) 0xff);
      } else {
        random.nextBytes(key);
        random.nextBytes(content);
      }

      assertThat(platform.code(key, content, 3, length))
          .isEqualTo(portable.code(key, content, 3, length));
    }
  }
}
