// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.sandbox.story.shop.Inventory;
import io.slackwater.sandbox.story.shop.Shop;

/** One disaster and one recovery from it. For one thread. */
final class Replay {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Narrator narrator;
  private final Shop shop;
  private final Recovery recovery;
  private final KubernetesClient cluster;
  private final Inventory before;

  Replay(
      Narrator narrator, Shop shop, Recovery recovery, KubernetesClient cluster, Inventory before) {
    this.narrator = narrator;
    this.shop = shop;
    this.recovery = recovery;
    this.cluster = cluster;
    this.before = before;
  }

  /**
   * Destroys the application, restores it from a backup and checks everything.
   *
   * @param source what is asked for
   * @param origin what it must then come from
   * @param worse what else is destroyed, or looked at, before the restore
   */
  Report.Approach play(Backup backup, RestoreSource source, Origin origin, Runnable worse) {
    narrator.step("the namespace is deleted, with everything in it", shop::destroy);
    narrator.step("and its custom resource definition", shop::destroyDefinition);
    worse.run();
    narrator.step("the hub hears that it is gone", () -> recovery.awaitGone(backup));
    int stages = narrator.step("the plan, as a dry run", () -> recovery.plan(backup, source));
    Restored restored =
        narrator.step(
            "restore in %d stages".formatted(stages), () -> recovery.restore(backup, source));
    narrator.step("PostgreSQL and the writer are ready", shop::awaitReady);
    boolean verified =
        recovery.verify(backup, restored, origin, before, Inventory.of(cluster, Shop.NAMESPACE));
    return new Report.Approach(
        JSON.convertValue(backup.point().approach(), String.class),
        origin.told(),
        backup.point().id().value(),
        backup.point().consistency().name(),
        backup.point().logicalBytes(),
        backup.point().storedBytes(),
        backup.seconds(),
        restored.seconds(),
        verified);
  }
}
