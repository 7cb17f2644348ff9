// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.api.Test;

class OpenAccessTest {
  @Test
  void refusesToBeOpenToMoreThanThisMachine() {
    OpenAccess everywhere = new OpenAccess(() -> true, "0.0.0.0");

    assertThatThrownBy(() -> everywhere.check(new StartupEvent()))
        .isInstanceOf(OpenApiRefusedException.class)
        .hasMessageContaining("0.0.0.0");
  }

  @Test
  void startsOpenOnLoopbackAndClosedAnywhere() {
    new OpenAccess(() -> true, "127.0.0.1").check(new StartupEvent());
    new OpenAccess(() -> false, "0.0.0.0").check(new StartupEvent());

    assertThat(OpenAccess.loopback("::1")).isTrue();
    assertThat(OpenAccess.loopback("no such host")).isFalse();
  }
}
