// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Secret;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.crypto.KeyFile;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.error.WrongPasswordException;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.sandbox.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster opens a repository of another one, for as long as it was given a key. */
@NullUnmarked
class TemporaryKeyIT {

  private static final ClusterId WEST = new ClusterId("west");
  private static final Clock CLOCK = Clock.systemUTC();

  private static TestCluster cluster;

  private final String holder = UUID.randomUUID().toString().replace("-", "") + "-0";
  private final RepositoryRef shop =
      new RepositoryRef(new LocationName(TestExecutor.LOCATION), "east/shop/shop");

  @TempDir Path directory;
  private TestExecutor east;
  private TestExecutor west;

  @BeforeAll
  static void startCluster() {
    cluster = TestCluster.start("west");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void begin() throws IOException {
    east = executor("east", true);
    west = executor("west", false);
    east.locations().openOrInit(shop).close();
  }

  @AfterEach
  void end() {
    east.close();
    west.close();
  }

  @Test
  void opensWithTheKeyAndNotWithoutIt() {
    assertThatThrownBy(() -> west.locations().open(shop))
        .isInstanceOf(WrongPasswordException.class);
    grant(east);

    west.locations().open(shop).close();
    west.locations().openForeign(shop).close();
    String movers = west.locations().moverEnvironment(shop).get("RESTIC_PASSWORD");
    opened(movers).close();
    assertThat(movers).isNotIn(password("east"), password("west"), password("recovery"));
    assertThat(keyFiles()).hasSize(3).allSatisfy(file -> assertThat(file).doesNotContain(movers));

    west.keys(CLOCK).revoke(WEST, shop, holder);
    west.keys(CLOCK).revoke(WEST, shop, holder);

    assertThatThrownBy(() -> west.locations().open(shop))
        .isInstanceOf(WrongPasswordException.class);
    assertThatThrownBy(() -> opened(movers)).isInstanceOf(WrongPasswordException.class);
    assertThat(keyFiles()).hasSize(2);
    assertThat(secrets()).isEmpty();
    east.locations().open(shop).close();
  }

  @Test
  void theRecoverySecretMakesAKeyWhereTheOtherClusterIsGone() throws IOException {
    try (TestExecutor rescuer = executor("west", true)) {
      assertThatThrownBy(() -> rescuer.locations().open(shop))
          .as("nothing but making keys and importing uses the recovery secret")
          .isInstanceOf(WrongPasswordException.class);
      grant(rescuer);
    }

    west.locations().open(shop).close();
    west.keys(CLOCK).revoke(WEST, shop, holder);
  }

  @Test
  void aSecondAttemptFindsThePairAndLeavesOneKeyFile() {
    String first = prepare(west, CLOCK.instant().plus(Duration.ofHours(1)));
    String second = prepare(west, CLOCK.instant().plus(Duration.ofHours(1)));
    assertThat(second).isEqualTo(first);
    east.keys(CLOCK).grant(shop, holder, first);
    east.keys(CLOCK).grant(shop, holder, first);

    assertThat(keyFiles()).hasSize(3);
    west.locations().open(shop).close();
    west.keys(CLOCK).revoke(WEST, shop, holder);
  }

  @Test
  void anotherHoldersKeyFileOpensNothingHere() {
    grant(east);
    cluster.client().secrets().inNamespace("slackwater-system").withName(name()).delete();
    prepare(west, CLOCK.instant().plus(Duration.ofHours(1)));

    assertThatThrownBy(() -> west.locations().open(shop))
        .isInstanceOf(WrongPasswordException.class);
    west.keys(CLOCK).revoke(WEST, shop, holder);
  }

  @Test
  void whatNobodyRemovedIsSweptWhenItsTimePassed() {
    Instant notAfter = CLOCK.instant().plus(Duration.ofHours(1));
    east.keys(CLOCK).grant(shop, holder, prepare(west, notAfter));

    west.keys(CLOCK).sweep(WEST);
    assertThat(keyFiles()).hasSize(3);
    west.keys(Clock.offset(CLOCK, Duration.ofHours(2))).sweep(WEST);

    assertThat(keyFiles()).hasSize(2);
    assertThat(secrets()).isEmpty();
  }

  private void grant(TestExecutor granter) {
    granter
        .keys(CLOCK)
        .grant(shop, holder, prepare(west, CLOCK.instant().plus(Duration.ofHours(1))));
  }

  private String prepare(TestExecutor of, Instant notAfter) {
    return of.keys(CLOCK).prepare(WEST, holder, shop, notAfter);
  }

  private TestExecutor executor(String name, boolean recovery) throws IOException {
    Map<String, String> more =
        recovery
            ? Map.of(
                "slackwater.location.primary.recovery-password-file",
                passwordFile("recovery").toString())
            : Map.of();
    return new TestExecutor(
        name, cluster.kubeconfig(), directory.resolve("location"), passwordFile(name), more);
  }

  private Path passwordFile(String name) throws IOException {
    return Files.writeString(directory.resolve("password-of-" + name), password(name));
  }

  private static String password(String name) {
    return "only for a test of " + name;
  }

  private Repository opened(String password) {
    return Repository.open(backend(), ClientContext.of("mover"), Password.of(password));
  }

  private LocalBackend backend() {
    return new LocalBackend(directory.resolve("location").resolve(shop.path()));
  }

  private List<String> keyFiles() {
    return Repository.keysOf(backend()).values().stream().map(KeyFile::toString).toList();
  }

  private List<String> secrets() {
    return cluster.client().secrets().inNamespace("slackwater-system").list().getItems().stream()
        .map(Secret::getMetadata)
        .map(metadata -> metadata.getName())
        .filter(name()::equals)
        .toList();
  }

  private String name() {
    return "slackwater-key-" + holder;
  }
}
