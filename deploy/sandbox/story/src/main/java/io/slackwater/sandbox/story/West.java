// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.RestoreTransforms;
import io.slackwater.sandbox.story.shop.Writings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The shop moves: into another cluster, another namespace, and another class of storage. */
final class West {

  private static final String CLUSTER = "west";
  private static final String NAMESPACE = "shop-west";
  private static final String STORAGE_CLASS = "west-only";

  private final Narrator narrator;
  private final Checks checks;
  private final Proof proof;
  private final Original original;
  private final NewHub newHub;

  West(Narrator narrator, Checks checks, Proof proof, Original original, NewHub newHub) {
    this.narrator = narrator;
    this.checks = checks;
    this.proof = proof;
    this.original = original;
    this.newHub = newHub;
  }

  /** Restores it there, from the repository alone, and checks it. */
  Report.Approach play(KubernetesClient west, Recovery elsewhere, Backup backup) {
    StorageClass usual = west.storage().v1().storageClasses().list().getItems().getFirst();
    makeClass(west, usual);
    takeOver();
    Place place =
        new Place(
            west,
            new RestoreTarget(
                new ClusterId(CLUSTER),
                NAMESPACE,
                new RestoreTransforms(
                    Map.of(
                        usual.getMetadata().getName(),
                        STORAGE_CLASS,
                        LateStorage.NAME,
                        STORAGE_CLASS))));
    Recovery recovery = elsewhere.at(place);
    Instant begun = Clock.systemUTC().instant();
    int stages =
        narrator.step("the plan, as a dry run", () -> recovery.plan(backup, RestoreSource.BEST));
    Restored restored =
        narrator.step(
            "restore in %d stages".formatted(stages),
            () -> recovery.restore(backup, RestoreSource.BEST));
    narrator.step("PostgreSQL and the writers are ready", place.shop()::awaitReady);
    boolean classes =
        checks.that("every claim there has the other storage class", othersThan(west));
    boolean verified = proof.verify(backup, restored, Origin.EXPORT, place);
    takenAway(west);
    Writings found = place.writers().take(begun);
    boolean one = proof.one(backup, original.written(), found);
    return Report.Approach.of(
        backup, restored, Origin.EXPORT, place, found, classes && verified && one);
  }

  /** A new hub, with what the location tells it and nothing else. */
  private void takeOver() {
    List<RestorePointId> known =
        narrator.step("the hub is lost; a new one with empty databases", newHub::begin);
    checks.that("the new hub knows no restore point", newHub.memories());
    RunSettled imported =
        narrator.step("it imports the location, read in west", () -> newHub.importBy(CLUSTER));
    checks.that(
        "the import succeeded", imported.outcome() == Outcome.SUCCEEDED, "" + imported.reasons());
    checks.that(
        "it knows each of the %d restore points again".formatted(known.size()),
        newHub.missing(known));
  }

  private void takenAway(KubernetesClient west) {
    RunSettled removed =
        narrator.step("the temporary key of the restore is removed", newHub::keyRemoved);
    List<String> left =
        west.secrets().inNamespace("slackwater-system").list().getItems().stream()
            .map(secret -> secret.getMetadata().getName())
            .filter(name -> name.startsWith("slackwater-key-"))
            .toList();
    checks.that(
        "no temporary key is left in west",
        removed.outcome() == Outcome.SUCCEEDED && left.isEmpty(),
        "the removal ended %s; left: %s".formatted(removed.outcome(), left));
  }

  private static List<String> othersThan(KubernetesClient west) {
    List<PersistentVolumeClaim> claims =
        west.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems();
    return claims.isEmpty()
        ? List.of("there is no claim")
        : claims.stream()
            .filter(claim -> !STORAGE_CLASS.equals(claim.getSpec().getStorageClassName()))
            .map(
                claim ->
                    "%s has %s"
                        .formatted(
                            claim.getMetadata().getName(), claim.getSpec().getStorageClassName()))
            .toList();
  }

  private static void makeClass(KubernetesClient west, StorageClass like) {
    west.resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName(STORAGE_CLASS)
                .endMetadata()
                .withProvisioner(like.getProvisioner())
                .build())
        .create();
  }
}
