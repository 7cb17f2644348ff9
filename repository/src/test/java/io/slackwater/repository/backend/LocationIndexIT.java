// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.testing.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lists of repositories, in a directory and in a bucket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit starts the server.
final class LocationIndexIT {

  private S3Server server;
  private Path directory;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    server = new S3Server(Files.createDirectory(data.resolve("s3")));
    directory = Files.createDirectory(data.resolve("locations"));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  Stream<RepositoryLocation> locations() throws Exception {
    return Stream.of(
        server.location("t/" + UUID.randomUUID()),
        new RepositoryLocation.Local(
            Files.createDirectory(directory.resolve(UUID.randomUUID().toString()))));
  }

  @ParameterizedTest
  @MethodSource("locations")
  void listsWhatWasAddedOnceAndSorted(RepositoryLocation location) {
    try (LocationIndex index = Backends.index(location, S3Server.access())) {
      assertThat(index.list()).isEmpty();

      index.add("west/shop/shop");
      index.add("east/shop/shop");
      index.add("east/shop/shop");

      assertThat(index.list()).containsExactly("east/shop/shop", "west/shop/shop");
    }
  }

  @ParameterizedTest
  @MethodSource("locations")
  void keepsEveryRepositoryOfManyWritersAtOnce(RepositoryLocation location) {
    List<String> paths =
        IntStream.range(0, 40).mapToObj(i -> "east/ns-%02d/app".formatted(i)).toList();
    try (LocationIndex index = Backends.index(location, S3Server.access())) {
      CompletableFuture.allOf(
              Stream.concat(paths.stream(), paths.stream())
                  .map(path -> CompletableFuture.runAsync(() -> index.add(path)))
                  .toArray(CompletableFuture[]::new))
          .join();

      assertThat(index.list()).containsExactlyElementsOf(paths);
    }
  }

  @ParameterizedTest
  @MethodSource("locations")
  void theFilesOfRepositoriesAreNoneOfIt(RepositoryLocation location) {
    RepositoryLocation shop = location.resolve("east/shop/shop");
    try (Backend backend = Backends.open(shop, S3Server.access());
        Repository made =
            Repository.init(backend, ClientContext.of("t"), Password.of("only for a test"), null);
        LocationIndex index = Backends.index(location, S3Server.access())) {
      assertThat(index.list()).isEmpty();
      index.add("east/shop/shop");

      assertThat(index.list()).containsExactly("east/shop/shop");
      assertThat(made.id()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("locations")
  void refusesPathsThatCouldLeadElsewhere(RepositoryLocation location) {
    try (LocationIndex index = Backends.index(location, S3Server.access())) {
      for (String path : List.of("", "/etc", "../other", "east//shop", ".slackwater/x", "a/\"")) {
        assertThatThrownBy(() -> index.add(path)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void aLocationThatIsNotThereIsNoEmptyOne() {
    RepositoryLocation.S3 there = server.location("p");
    RepositoryLocation noBucket =
        new RepositoryLocation.S3(there.endpoint(), "no-such-bucket", "p");
    RepositoryLocation noDirectory = new RepositoryLocation.Local(directory.resolve("none"));
    for (RepositoryLocation location : List.of(noBucket, noDirectory)) {
      try (LocationIndex index = Backends.index(location, S3Server.access())) {
        assertThatThrownBy(index::list)
            .isInstanceOf(BackendException.class)
            .hasMessageContaining("could not read the list of repositories");
      }
    }
  }
}
