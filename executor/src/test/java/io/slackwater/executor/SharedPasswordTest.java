// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import org.junit.jupiter.api.Test;

class SharedPasswordTest {

  private final KeyPair holder = SharedPassword.pair();
  private final KeyPair granter = SharedPassword.pair();

  @Test
  void bothSidesComeToTheSame() {
    assertThat(of(holder, granter, "run-1", "east/shop/shop"))
        .hasSize(43)
        .isEqualTo(of(granter, holder, "run-1", "east/shop/shop"));
  }

  @Test
  void anotherPurposeOrPairIsAnotherPassword() {
    String password = of(holder, granter, "run-1", "east/shop/shop");

    assertThat(of(holder, granter, "run-2", "east/shop/shop")).isNotEqualTo(password);
    assertThat(of(holder, granter, "run-1", "east/shop/crm")).isNotEqualTo(password);
    assertThat(of(holder, SharedPassword.pair(), "run-1", "east/shop/shop")).isNotEqualTo(password);
  }

  @Test
  void refusesWhatIsNoKey() {
    for (String text : new String[] {"", "AAAA", "not base64 at all!"}) {
      assertThatThrownBy(() -> SharedPassword.of(holder.getPrivate(), text, "run-1"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aPrivateKeySurvivesItsSecret() {
    var read = SharedPassword.privateKey(holder.getPrivate().getEncoded());

    assertThat(SharedPassword.of(read, SharedPassword.text(granter.getPublic()), "run-1"))
        .isEqualTo(of(holder, granter, "run-1"));
  }

  private static String of(KeyPair own, KeyPair other, String... purpose) {
    return SharedPassword.of(own.getPrivate(), SharedPassword.text(other.getPublic()), purpose);
  }
}
