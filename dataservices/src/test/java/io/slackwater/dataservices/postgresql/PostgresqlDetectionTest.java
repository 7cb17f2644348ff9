// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.slackwater.dataservices.blueprint.Blueprints;
import io.slackwater.dataservices.blueprint.Detection;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlDetectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres",
        "postgres:15",
        "docker.io/library/postgres:17-alpine@sha256:abc",
        "registry.example:5000/team/postgresql:16",
        "bitnami/postgresql-repmgr:16",
        "timescale/timescaledb:latest-pg16",
        "postgis/postgis:16-3.4",
        "pgvector/pgvector:pg17",
        "ghcr.io/zalando/spilo-16:3.2"
      })
  void recognisesImages(String image) {
    assertThat(detect("containers: [{name: db, image: '%s'}]".formatted(image)))
        .hasValueSatisfying(
            detection -> {
              assertThat(detection.blueprint()).isEqualTo("postgresql");
              assertThat(detection.container()).isEqualTo("db");
              assertThat(detection.reason()).startsWith("image");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prometheuscommunity/postgres-exporter:v0.15",
        "dpage/pgadmin4",
        "bitnami/pgbouncer",
        "registry.example/postgres/web-shop:1",
        "nginx"
      })
  void passesOverWhatIsNoServer(String image) {
    assertThat(detect("containers: [{name: x, image: '%s'}]".formatted(image))).isEmpty();
  }

  @Test
  void passesOverAJobThatOnlyUsesTheClient() {
    assertThat(
            detect(
                "containers: [{name: x, image: 'postgres:15', command: [psql, -c, 'select 1']}]"))
        .isEmpty();
  }

  @Test
  void recognisesTheServersCommandWithoutAnImageThatSaysSo() {
    assertThat(
            detect(
                "containers: [{name: db, image: 'machine', command: [/opt/server/bin/postgres, -D, /data]}]"))
        .map(Detection::reason)
        .contains("command");
  }

  @Test
  void recognisesThePortAndPrefersTheServerToItsSidecar() {
    assertThat(detect("containers: [{name: a, image: own, ports: [{containerPort: 5432}]}]"))
        .map(Detection::reason)
        .contains("port 5432");
    assertThat(
            detect(
                "containers: [{name: pooler, image: own, ports: [{containerPort: 5432}]}, {name: db, image: 'postgres:15'}]"))
        .map(Detection::container)
        .contains("db");
  }

  private static Optional<Detection> detect(String spec) {
    return Blueprints.detect(Serialization.unmarshal(spec, PodSpec.class));
  }
}
