// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.sandbox.story.Narrator;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.stack.Sandbox;
import java.util.List;

/** Backups by approach {@code application} under load, one after another. */
public final class Rounds {

  private Rounds() {}

  /**
   * Plays some with a shop of their own, and proves each by its content.
   *
   * @return what is not as it must be, a line each; empty when all is
   */
  public static List<String> faults(int count, Sandbox sandbox, Narrator narrator) {
    try (KubernetesClient east = sandbox.kubernetes("east");
        EventFeed feed = new EventFeed(sandbox.addresses().bootstrapServers(), event -> {})) {
      HeldShop shop = new HeldShop(sandbox, east, feed, "rounds");
      narrator.step("a shop to be backed up %d times".formatted(count), shop::open);
      return Round.play(count, shop, new PointProof(sandbox, east), narrator).stream()
          .flatMap(round -> round.faults().stream())
          .toList();
    }
  }
}
