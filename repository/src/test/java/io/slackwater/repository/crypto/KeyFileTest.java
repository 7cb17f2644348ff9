// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFileTest {

  private static final KeyFile.Cost CHEAP = new KeyFile.Cost(16, 1, 1);

  private final SecureRandom random = new SecureRandom();
  private final MasterKey master = MasterKey.generate(random);

  private KeyFile seal(String password) {
    return KeyFile.seal(
        master, Password.of(password), CHEAP, "user", "host", Clock.systemUTC(), random);
  }

  @Test
  void opensWithItsPassword() throws Exception {
    KeyFile read = KeyFile.parse(seal("pässwörd").encode());

    MasterKey opened = read.open(Password.of("pässwörd"), random).orElseThrow();

    assertThat(opened.decrypt(master.encrypt(new byte[] {7}))).containsExactly(7);
  }

  @Test
  void staysShutForAnotherPassword() throws Exception {
    assertThat(seal("right").open(Password.of("wrong"), random)).isEmpty();
  }

  @Test
  void hasASaltOf64BytesAsResticDemands() {
    assertThat(Base64.getDecoder().decode(seal("p").salt())).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{}",
        "{\"kdf\":\"argon\"}",
        "{\"kdf\":\"scrypt\",\"N\":1073741824,\"r\":8,\"p\":1}",
        "{\"kdf\":\"scrypt\",\"N\":1000,\"r\":8,\"p\":1}"
      })
  void refusesWhatIsNoKeyFile(String content) {
    assertThatThrownBy(() -> KeyFile.parse(content.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void refusesAnEmptyPassword() {
    assertThatThrownBy(() -> Password.of("")).isInstanceOf(IllegalArgumentException.class);
  }
}
