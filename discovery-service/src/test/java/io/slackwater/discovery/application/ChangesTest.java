// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChangesTest {

  @Test
  void handsOverABurstOnce() throws InterruptedException {
    Changes changes = new Changes(Duration.ofMillis(20));
    changes.in("a");
    changes.in("b");
    changes.in("a");
    assertThat(changes.take().namespaces()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void handsOverABurstThatDoesNotEnd() throws InterruptedException {
    Changes changes = new Changes(Duration.ofMillis(20));
    AtomicBoolean taken = new AtomicBoolean();
    Thread restless =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!taken.get()) {
                    changes.in("a");
                    Thread.onSpinWait();
                  }
                });
    assertThat(changes.take().namespaces()).containsExactly("a");
    taken.set(true);
    restless.join();
  }

  @Test
  void givesBackWhatCouldNotBeDealtWith() throws InterruptedException {
    Changes changes = new Changes(Duration.ofMillis(1));
    changes.ofKinds();
    changes.in("a");
    Changes.Batch batch = changes.take();
    changes.again(batch);
    changes.in("b");
    Changes.Batch again = changes.take();
    assertThat(again.namespaces()).containsExactlyInAnyOrder("a", "b");
    assertThat(again.kinds()).isTrue();
    assertThat(again.everything()).isFalse();
  }
}
