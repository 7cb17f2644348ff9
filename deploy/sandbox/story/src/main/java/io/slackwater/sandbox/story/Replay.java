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
   * @param from what it is restored from, for the report
   * @param withFiles whether the file volume's content must come back
   * @param worse what else is destroyed
   */
  Report.Approach play(
      Backup backup, String from, RestoreSource source, boolean withFiles, Runnable worse) {
    narrator.step("the namespace is deleted, with everything in it", shop::destroy);
    narrator.step("and its custom resource definition", shop::destroyDefinition);
    worse.run();
    narrator.step("the hub hears that it is gone", () -> recovery.awaitGone(backup));
    int stages = narrator.step("the plan, as a dry run", () -> recovery.plan(backup, source));
    double seconds =
        narrator.step(
            "restore in %d stages".formatted(stages), () -> recovery.restore(backup, source));
    narrator.step("PostgreSQL and the writer are ready", shop::awaitReady);
    boolean verified =
        recovery.verify(backup, before, Inventory.of(cluster, Shop.NAMESPACE), withFiles);
    return new Report.Approach(
        JSON.convertValue(backup.point().approach(), String.class),
        from,
        backup.point().id().value(),
        backup.point().consistency().name(),
        backup.point().logicalBytes(),
        backup.point().storedBytes(),
        backup.seconds(),
        seconds,
        verified);
  }
}
