// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void isOpenOnALoopbackAddressWhenAskedFor(String host) {
    Access access = new Access(() -> true, host);

    assertThatCode(() -> access.check(new StartupEvent())).doesNotThrowAnyException();
    assertThat(access.open()).isTrue();
    assertThat(new Access(() -> false, host).open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
  void refusesToBeOpenElsewhere(String host) {
    Access access = new Access(() -> true, host);

    assertThat(access.open()).isFalse();
    assertThatThrownBy(() -> access.check(new StartupEvent()))
        .isInstanceOf(OpenToTheWorldException.class)
        .hasMessageContaining(host)
        .hasMessageContaining("127.0.0.1");
  }
}
