// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A StatefulSet with one PostgreSQL on a volume. */
final class PostgresApplication {
  static final String CLAIM = "data-pg-0";

  private static final Map<String, String> LABELS = Map.of("app", "pg");
  private static final String START =
      """
      set -e
      export PATH=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1):$PATH
      if [ ! -f $PGDATA/PG_VERSION ]; then
        initdb --username=postgres --auth=trust --pgdata=$PGDATA
      fi
      chmod 700 $PGDATA
      exec postgres -D $PGDATA -k /tmp -h 127.0.0.1
      """;

  private final ClusterAccess access;
  private final TestNamespace namespace;

  PostgresApplication(ClusterAccess access, TestNamespace namespace) {
    this.access = access;
    this.namespace = namespace;
  }

  void start() {
    namespace.client().resource(statefulSet()).create();
    namespace
        .client()
        .pods()
        .inNamespace(namespace.name())
        .withName("pg-0")
        .waitUntilReady(180, TimeUnit.SECONDS);
  }

  /** A claim as the StatefulSet would make it. */
  PersistentVolumeClaim claim() {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(CLAIM)
        .withNamespace(namespace.name())
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withNewResources()
        .addToRequests("storage", new Quantity("1Gi"))
        .endResources()
        .endSpec()
        .build();
  }

  private StatefulSet statefulSet() {
    var template =
        new PersistentVolumeClaimBuilder(claim())
            .withNewMetadata()
            .withName("data")
            .endMetadata()
            .build();
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("pg")
        .withNamespace(namespace.name())
        .endMetadata()
        .withNewSpec()
        .withServiceName("pg")
        .withReplicas(1)
        .withNewSelector()
        .withMatchLabels(LABELS)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(LABELS)
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(10L)
        .withNewSecurityContext()
        .withRunAsUser(access.postgresUser())
        .withFsGroup(access.postgresUser())
        .endSecurityContext()
        .addNewContainer()
        .withName("postgres")
        .withImage(access.postgresImage())
        .withCommand("sh", "-c", START)
        .addNewEnv()
        .withName("PGDATA")
        .withValue("/var/lib/slackwater/data")
        .endEnv()
        .withNewReadinessProbe()
        .withNewExec()
        .withCommand("psql", "-h", "/tmp", "-U", "postgres", "-c", "select 1")
        .endExec()
        .withPeriodSeconds(1)
        .withFailureThreshold(60)
        .endReadinessProbe()
        .addNewVolumeMount()
        .withName("data")
        .withMountPath("/var/lib/slackwater")
        .endVolumeMount()
        .endContainer()
        .endSpec()
        .endTemplate()
        .withVolumeClaimTemplates(template)
        .endSpec()
        .build();
  }

  /** Runs one statement and returns what it answers. */
  String sql(String statement) throws Exception {
    TestNamespace.Outcome outcome =
        namespace.exec(
            "pg-0",
            "psql",
            "-h",
            "/tmp",
            "-U",
            "postgres",
            "-v",
            "ON_ERROR_STOP=1",
            "-Atc",
            statement);
    assertThat(outcome.code()).as(outcome.errors()).isZero();
    return outcome.output().trim();
  }
}
