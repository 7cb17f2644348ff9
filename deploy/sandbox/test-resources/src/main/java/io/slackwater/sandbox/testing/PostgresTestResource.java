// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test an empty database of a real PostgreSQL, by the datasource's reactive and
 * JDBC addresses, and the server itself in a field of type {@link LocalPostgres}. The argument
 * {@code database} names it; {@code slackwater} when absent. Where PostgreSQL is missing the test
 * fails and says what to install.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

  private String database = "slackwater";
  private @Nullable LocalPostgres server;
  private @Nullable Path home;

  @Override
  public void init(Map<String, String> arguments) {
    database = arguments.getOrDefault("database", database);
  }

  @Override
  public Map<String, String> start() {
    Path directory = LocalDirectory.temporary("postgres");
    home = directory;
    LocalPostgres started =
        LocalPostgres.start(directory, FreePorts.one(), password(), List.of(database));
    server = started;
    return Map.of(
        "quarkus.datasource.reactive.url", started.reactiveUrl(database),
        "quarkus.datasource.jdbc.url", started.jdbcUrl(database),
        "quarkus.datasource.username", LocalPostgres.USER,
        "quarkus.datasource.password", started.password());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        Objects.requireNonNull(server, "started before"),
        new TestInjector.MatchesType(LocalPostgres.class));
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
    if (home != null) {
      LocalDirectory.delete(home);
    }
  }

  private static String password() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
