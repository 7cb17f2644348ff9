// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.slackwater.dataservices.blueprint.Detection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a PostgreSQL server by the image's name, the command, the port or the environment of a
 * container.
 */
final class PostgresqlDetection {

  private static final int PORT = 5432;
  // The last path segment of an image that runs the server; clients, exporters and poolers carry
  // the name too.
  private static final Pattern SERVER =
      Pattern.compile(".*(postgres|postgis|timescale|pgvector|spilo|cloudnative-pg).*");
  private static final Pattern BESIDE =
      Pattern.compile(".*(exporter|operator|pgadmin|pgbouncer|pgpool|backup|client|proxy).*");
  private static final List<String> PROGRAMS = List.of("postgres", "postmaster");
  private static final List<String> VARIABLES =
      List.of(
          "POSTGRES_PASSWORD",
          "POSTGRES_PASSWORD_FILE",
          "POSTGRES_DB",
          "POSTGRES_HOST_AUTH_METHOD",
          "POSTGRESQL_PASSWORD",
          "POSTGRESQL_DATABASE",
          "PGDATA");

  private PostgresqlDetection() {}

  private record Sign(Container container, int weight, String reason) {}

  static Optional<Detection> detect(PodSpec pod) {
    return pod.getContainers().stream()
        .map(PostgresqlDetection::sign)
        .flatMap(Optional::stream)
        .max(Comparator.comparingInt(Sign::weight))
        .map(
            sign ->
                new Detection(
                    PostgresqlBlueprint.NAME,
                    sign.container().getName(),
                    Optional.ofNullable(sign.container().getImage()).orElse(""),
                    sign.reason()));
  }

  private static Optional<Sign> sign(Container container) {
    String image = imageName(container.getImage());
    if (BESIDE.matcher(image).matches()) {
      return Optional.empty();
    }
    if (runsServer(container)) {
      return Optional.of(new Sign(container, 4, "command"));
    }
    boolean port =
        container.getPorts().stream()
            .anyMatch(p -> p.getContainerPort() != null && p.getContainerPort() == PORT);
    if (SERVER.matcher(image).matches()) {
      // A Job that only uses the image's psql has neither port nor the server's variables, and a
      // command of its own.
      boolean server = port || hasVariable(container) || container.getCommand().isEmpty();
      return server ? Optional.of(new Sign(container, 3, "image " + image)) : Optional.empty();
    }
    if (port) {
      return Optional.of(new Sign(container, 2, "port " + PORT));
    }
    return Optional.empty();
  }

  private static boolean runsServer(Container container) {
    return container.getCommand().stream()
        .limit(1)
        .map(PostgresqlDetection::lastSegment)
        .anyMatch(PROGRAMS::contains);
  }

  private static boolean hasVariable(Container container) {
    return container.getEnv().stream().anyMatch(variable -> VARIABLES.contains(variable.getName()));
  }

  /** The last path segment without tag and digest. */
  private static String imageName(@Nullable String image) {
    if (image == null) {
      return "";
    }
    String name = lastSegment(image.replaceFirst("@.*$", ""));
    return name.replaceFirst(":.*$", "").toLowerCase(Locale.ROOT);
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
