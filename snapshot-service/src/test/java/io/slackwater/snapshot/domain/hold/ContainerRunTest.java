// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerRunTest {

  private static final ContainerRun RUN = new ContainerRun("db-0", "postgresql", "cri://1", 0);

  @Test
  void sameRunIsNoChange() {
    assertThat(ContainerRun.changes(List.of(RUN), List.of(RUN))).isEmpty();
  }

  @Test
  void namesARestartByIdOrCountAndAPodThatIsGone() {
    ContainerRun other = new ContainerRun("db-0", "postgresql", "cri://2", 0);
    ContainerRun again = new ContainerRun("db-0", "postgresql", "cri://1", 1);

    assertThat(ContainerRun.changes(List.of(RUN), List.of(other)))
        .containsExactly("container postgresql of pod db-0 restarted");
    assertThat(ContainerRun.changes(List.of(RUN), List.of(again))).hasSize(1);
    assertThat(ContainerRun.changes(List.of(RUN), List.of())).containsExactly("pod db-0 is gone");
  }
}
