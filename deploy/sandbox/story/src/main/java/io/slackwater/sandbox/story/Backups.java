// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.restorepoint.Consistency;
import java.util.List;
import java.util.stream.Stream;

/** A backup by each approach. */
record Backups(Backup dump, Backup snapshot, Backup hooks, Backup application) {

  List<Backup> all() {
    return List.of(dump, snapshot, hooks, application);
  }

  /** Makes each by a policy, the ones with a hold last. */
  static Backups make(Narrator narrator, Checks checks, Protection protection, Proof proof) {
    Backups made =
        new Backups(
            narrator.step(
                "policy shop-dumps (data-service) falls due and runs",
                () -> protection.byPolicy("shop-dumps", "data-service", false)),
            narrator.step(
                "policy shop-volumes (storage-snapshot, with export) falls due and runs",
                () -> protection.byPolicy("shop-volumes", "storage-snapshot", true)),
            narrator.step(
                "policy shop-held (snapshot-with-hooks) falls due and runs",
                () -> protection.byPolicy("shop-held", "snapshot-with-hooks", false)),
            narrator.step(
                "policy shop-whole (application, with export) falls due and runs",
                () -> protection.byPolicy("shop-whole", "application", true)));
    made.all().forEach(proof::examine);
    Stream.of(made.hooks, made.application).forEach(proof::examineHold);
    claims(checks, made.snapshot, Consistency.CRASH);
    claims(checks, made.hooks, Consistency.DATA_SERVICE_QUIESCED);
    claims(checks, made.application, Consistency.APPLICATION);
    return made;
  }

  /** No less than was proved, and no more. */
  private static void claims(Checks checks, Backup backup, Consistency proved) {
    checks.that(
        "the point of %s is %s".formatted(backup.approach(), proved),
        backup.point().consistency() == proved,
        "it is %s: %s".formatted(backup.point().consistency(), backup.point().components()));
  }
}
