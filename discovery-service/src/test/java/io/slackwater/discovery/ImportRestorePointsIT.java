// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.ImportArtifact;
import io.slackwater.contracts.artifact.ManifestArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointOrigin;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.restorepoint.UnreadableManifest;
import io.slackwater.contracts.run.Approach;
import io.slackwater.discovery.application.EmptyLocationException;
import io.slackwater.discovery.application.FoundBatches;
import io.slackwater.discovery.application.ImportRestorePoints;
import io.slackwater.discovery.persistence.RepositoryDescriptions;
import io.slackwater.discovery.persistence.RepositoryManifests;
import io.slackwater.repository.Repository;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports from real repositories: whole ones, damaged ones, and ones that are being written. */
class ImportRestorePointsIT {

  private static final LocationName MADE_AS = new LocationName("primary");
  private static final LocationName READ_AS = new LocationName("from-the-other-site");
  private static final RunId RUN = new RunId("import-1");

  private final Path directory;
  private final DirectoryRepositories repositories;
  private final RepositoryManifests manifests;
  private final ImportRestorePoints importing;
  private final List<RestorePoint> points = new ArrayList<>();
  private final List<UnreadableManifest> unreadable = new ArrayList<>();
  private int batches;

  ImportRestorePointsIT(@TempDir Path directory) {
    this.directory = directory;
    this.repositories = new DirectoryRepositories(directory);
    this.manifests = new RepositoryManifests(repositories);
    this.importing = new ImportRestorePoints(new RepositoryDescriptions(repositories));
  }

  @Test
  void findsEveryPointByItsNewestDescriptionAndInItsOwnWords() {
    RestorePoint complete = seal("east/shop/shop", "rp-1", RestorePointState.COMPLETE);
    String exported = save(in(complete, RestorePointState.EXPORTED));
    seal("west/mail/mail", "rp-2", RestorePointState.PARTIAL);

    ImportArtifact all = run(null);

    assertThat(all).isEqualTo(new ImportArtifact(READ_AS, 2, 2, 0, List.of()));
    RepositoryRef repository = new RepositoryRef(READ_AS, "east/shop/shop");
    assertThat(points)
        .extracting(RestorePoint::state)
        .containsExactly(RestorePointState.EXPORTED, RestorePointState.PARTIAL);
    RestorePoint shop = points.getFirst();
    assertThat(shop.location()).isEqualTo(READ_AS);
    assertThat(shop.origin()).isEqualTo(new RestorePointOrigin(repository, exported, RUN));
    assertThat(shop.artifacts())
        .contains(new ManifestArtifact(repository, exported))
        .filteredOn(DefinitionsArtifact.class::isInstance)
        .allSatisfy(a -> assertThat(((DefinitionsArtifact) a).repository()).isEqualTo(repository));
  }

  @Test
  void readsOnlyWhatLiesUnderThePath() {
    seal("east/shop/shop", "rp-1", RestorePointState.COMPLETE);
    seal("east/shop-2/shop-2", "rp-2", RestorePointState.COMPLETE);

    run("east/shop");

    assertThat(points).extracting(p -> p.id().value()).containsExactly("rp-1");
  }

  @Test
  void namesDamagedManifestsAndTakesTheOthers() throws IOException {
    seal("east/shop/shop", "rp-1", RestorePointState.COMPLETE);
    RestorePoint second = seal("east/shop/shop", "rp-2", RestorePointState.COMPLETE);
    String damaged = save(in(second, RestorePointState.EXPORTED));
    damageSnapshot("east/shop/shop", damaged);
    String garbage = manifestOf("east/shop/shop", "rp-3", "{\"id\": 1}");
    seal("east/mail/mail", "rp-4", RestorePointState.COMPLETE);
    Files.write(directory.resolve("east/mail/mail/config"), new byte[100]);
    seal("east/crm/crm", "rp-5", RestorePointState.COMPLETE);

    ImportArtifact all = run(null);

    assertThat(points).extracting(p -> p.id().value()).containsExactly("rp-5", "rp-1", "rp-2");
    assertThat(points.getLast().state())
        .as("by its older description")
        .isEqualTo(RestorePointState.COMPLETE);
    assertThat(unreadable)
        .extracting(UnreadableManifest::manifest)
        .containsExactlyInAnyOrder(null, damaged, garbage);
    assertThat(unreadable).allSatisfy(u -> assertThat(u.reason()).isNotBlank());
    assertThat(all.unreadable()).isEqualTo(3);
    assertThat(all.examples()).hasSize(3).anyMatch(e -> e.contains("east/mail/mail"));
  }

  @Test
  void refusesDescriptionsThatAreNotOfTheirRepositoryOrNameWhatIsGone() {
    seal("east/shop/shop", "rp-1", RestorePointState.COMPLETE);
    save(
        point("east/bank/bank", "rp-2", RestorePointState.COMPLETE, "ab".repeat(32)),
        "east/shop/shop");
    save(point("east/shop/shop", "rp-3", RestorePointState.COMPLETE, "ab".repeat(32)));
    save(
        point("east/shop/shop", "rp-4", RestorePointState.BUILDING, definitions("east/shop/shop")));

    run(null);

    assertThat(points).extracting(p -> p.id().value()).containsExactly("rp-1");
    assertThat(unreadable)
        .extracting(UnreadableManifest::reason)
        .anyMatch(reason -> reason.contains("of east/bank/bank"))
        .anyMatch(reason -> reason.contains("no longer"))
        .anyMatch(reason -> reason.contains("BUILDING"))
        .hasSize(3);
  }

  @Test
  void passesLargeFindingsOnInBatchesThatFitIntoARecord() {
    String definitions = definitions("east/shop/shop");
    for (int i = 0; i < 6; i++) {
      save(large("rp-" + i, definitions, 120_000));
    }
    save(large("rp-too-large", definitions, 1_100_000));

    ImportArtifact all = run(null);

    assertThat(all.restorePoints()).isEqualTo(6);
    assertThat(points).hasSize(6);
    assertThat(batches).isGreaterThanOrEqualTo(3);
    assertThat(unreadable)
        .singleElement()
        .satisfies(u -> assertThat(u.reason()).contains("rp-too-large"));
  }

  @Test
  void readsWhilePointsAreBeingSealed() throws Exception {
    seal("east/shop/shop", "rp-first", RestorePointState.COMPLETE);
    CompletableFuture<Void> sealing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 8; i++) {
                seal("east/shop/shop", "rp-" + i, RestorePointState.COMPLETE);
              }
            });
    do {
      points.clear();
      run(null);
      assertThat(unreadable).isEmpty();
      assertThat(points).extracting(p -> p.id().value()).contains("rp-first");
    } while (!sealing.isDone());
    sealing.get();
    points.clear();

    run(null);

    assertThat(points).hasSize(9);
  }

  @Test
  void aLocationWithoutRepositoriesIsAnErrorAndSoIsOneThatIsNotThere() {
    assertThatThrownBy(() -> run(null))
        .isInstanceOf(EmptyLocationException.class)
        .hasMessageContaining("slackwater.location.from-the-other-site.url");
    ImportRestorePoints nowhere =
        new ImportRestorePoints(
            new RepositoryDescriptions(new DirectoryRepositories(directory.resolve("none"))));
    assertThatThrownBy(() -> nowhere.run(READ_AS, null, RUN, batches(), new TestWork()))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("no such directory");
  }

  private ImportArtifact run(@Nullable String under) {
    unreadable.clear();
    return importing.run(READ_AS, under, RUN, batches(), new TestWork());
  }

  private FoundBatches batches() {
    return new FoundBatches(
        (found, faults) -> {
          batches++;
          points.addAll(found);
          unreadable.addAll(faults);
        });
  }

  private RestorePoint seal(String application, String id, RestorePointState state) {
    RestorePoint point = point(application, id, state, definitions(application));
    save(point);
    return point;
  }

  private String save(RestorePoint point) {
    return save(point, point.application().key());
  }

  private String save(RestorePoint point, String path) {
    return manifests.save(
        new RepositoryRef(MADE_AS, path), point, new TaskId("seal-1"), new TestWork());
  }

  private String definitions(String application) {
    return backUp(application, Map.of("/object.json", "{}"), SnapshotLabels.tagged("definitions"));
  }

  private String manifestOf(String application, String point, String content) {
    return backUp(
        application,
        Map.of("/" + RepositoryManifests.PATH, content),
        SnapshotLabels.tagged(RepositoryManifests.TAG, "restore-point:" + point));
  }

  private String backUp(String application, Map<String, String> files, SnapshotLabels labels) {
    Map<String, byte[]> bytes = new java.util.TreeMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    try (Repository repository = repositories.openOrInit(new RepositoryRef(MADE_AS, application))) {
      return repository.backupFiles(bytes, labels, Control.NONE).id().hex();
    }
  }

  private void damageSnapshot(String application, String snapshot) throws IOException {
    Path file = directory.resolve(application).resolve("snapshots").resolve(snapshot);
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    assertThat(SnapshotId.parse(snapshot).hex()).isEqualTo(snapshot);
    file.toFile().setWritable(true);
    Files.write(file, content);
  }

  private static RestorePoint in(RestorePoint point, RestorePointState state) {
    return new RestorePoint(
        point.id(),
        point.application(),
        point.run(),
        point.policy(),
        point.approach(),
        point.location(),
        state,
        point.consistency(),
        point.components(),
        point.composition(),
        point.artifacts(),
        point.cutAt(),
        point.createdAt(),
        point.logicalBytes(),
        point.storedBytes());
  }

  private static RestorePoint large(String id, String definitions, int bytes) {
    List<String> kinds = List.of("x".repeat(bytes));
    return point("east/shop/shop", id, RestorePointState.COMPLETE, definitions, kinds);
  }

  private static RestorePoint point(
      String application, String id, RestorePointState state, String definitions) {
    return point(application, id, state, definitions, List.of("v1/ConfigMap"));
  }

  private static RestorePoint point(
      String application,
      String id,
      RestorePointState state,
      String definitions,
      List<String> kinds) {
    ApplicationId of = ApplicationId.parse(application);
    Artifact captured =
        new DefinitionsArtifact(
            RepositoryRef.of(MADE_AS, of), definitions, 1, kinds, 2, 1, Instant.EPOCH);
    return new RestorePoint(
        new RestorePointId(id),
        of,
        new RunId("run-of-" + id),
        null,
        Approach.DATA_SERVICE,
        MADE_AS,
        state,
        Consistency.CRASH,
        List.of(),
        null,
        List.of(captured),
        null,
        Instant.EPOCH,
        1,
        1);
  }
}
