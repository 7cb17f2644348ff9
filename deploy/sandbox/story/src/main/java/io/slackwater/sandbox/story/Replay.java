// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.story.shop.Writings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** One disaster and one recovery from it. For one thread. */
final class Replay {

  private final Narrator narrator;
  private final Checks checks;
  private final Proof proof;
  private final Recovery recovery;
  private final Original original;

  Replay(Narrator narrator, Checks checks, Proof proof, Recovery recovery, Original original) {
    this.narrator = narrator;
    this.checks = checks;
    this.proof = proof;
    this.recovery = recovery;
    this.original = original;
  }

  /**
   * Destroys the application, restores it from a backup and checks everything.
   *
   * @param source what is asked for
   * @param origin what it must then come from
   * @param worse what else is destroyed, or looked at, before the restore
   */
  Report.Approach play(Backup backup, RestoreSource source, Origin origin, Runnable worse) {
    Place place = recovery.place();
    Shop shop = place.shop();
    Instant lost = Clock.systemUTC().instant();
    narrator.step("the namespace is deleted, with everything in it", shop::destroy);
    narrator.step("and its custom resource definition", shop::destroyDefinition);
    worse.run();
    narrator.step("the hub hears that it is gone", () -> recovery.awaitGone(backup));
    int stages = narrator.step("the plan, as a dry run", () -> recovery.plan(backup, source));
    Restored restored =
        narrator.step(
            "restore in %d stages".formatted(stages), () -> recovery.restore(backup, source));
    narrator.step("PostgreSQL and the writers are ready", shop::awaitReady);
    List<String> differences = original.objects().differences(place.inventory());
    boolean same =
        checks.that(
            "every object is back and equal (%d objects)"
                .formatted(original.objects().objects().size()),
            differences);
    boolean verified = proof.verify(backup, restored, origin, place);
    if (!origin.withFiles()) {
      return Report.Approach.of(backup, restored, origin, place, null, same && verified);
    }
    Writings found = place.writers().take(lost);
    boolean one = proof.one(backup, original.written(), found);
    return Report.Approach.of(backup, restored, origin, place, found, same && verified && one);
  }
}
