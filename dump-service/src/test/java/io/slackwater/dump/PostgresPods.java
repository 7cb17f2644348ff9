// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.ObjectRef;
import io.slackwater.dataservices.exec.ExecResult;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodProcess;
import io.slackwater.dataservices.exec.PodTarget;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** StatefulSets whose pods run real PostgreSQL servers. */
final class PostgresPods {

  private static final String MANIFEST =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: orders-db}
      spec:
        serviceName: orders-db
        replicas: 1
        selector: {matchLabels: {app: orders-db}}
        template:
          metadata: {labels: {app: orders-db}}
          spec:
            terminationGracePeriodSeconds: 2
            containers:
              - name: postgres
                image: postgres
                command: [sh, -c]
                args:
                  - |
                    set -eu
                    PATH=$PATH:$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
                    mkdir -p /pg /var/run/postgresql && chown postgres:postgres /pg /var/run/postgresql
                    as() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
                    as initdb -D /pg/data -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
                    exec setpriv --reuid=postgres --regid=postgres --clear-groups postgres -D /pg/data -c shared_buffers=16MB
                ports: [{containerPort: 5432}]
                readinessProbe:
                  exec: {command: [sh, -c, "PATH=$PATH:$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1) pg_isready -q -h 127.0.0.1"]}
                  periodSeconds: 1
      """;
  private static final String CONTAINER = "postgres";

  private final KubernetesClient client;
  private final PodExec exec;

  PostgresPods(KubernetesClient client) {
    this.client = client;
    this.exec = new PodExec(new KubernetesPodShell(client), new SecureRandom());
  }

  PodExec exec() {
    return exec;
  }

  /** Makes a namespace with one ready server in it. */
  DataService start(String namespace) {
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    client
        .load(new ByteArrayInputStream(MANIFEST.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(namespace)
        .create();
    client
        .pods()
        .inNamespace(namespace)
        .withName("orders-db-0")
        .waitUntilReady(60, TimeUnit.SECONDS);
    return dataService("orders-db");
  }

  static DataService dataService(String name) {
    return new DataService(
        name,
        "postgresql",
        null,
        new ObjectRef("apps/v1", "StatefulSet", name),
        CONTAINER,
        List.of(),
        List.of());
  }

  /** What a query answers, as psql prints it unaligned. */
  String sql(String namespace, String database, String sql) {
    ExecResult result = exec.run(pod(namespace), psql(database, sql), Duration.ofSeconds(30));
    if (result.exitCode() != 0) {
      throw new AssertionError(sql + ": " + result.messages());
    }
    return result.output().strip();
  }

  /** Keeps everybody from a table until it is closed. */
  Locked lock(String namespace, String database, String table) {
    PodProcess session =
        exec.open(
            pod(namespace),
            psql(
                database,
                "lock table " + table + " in access exclusive mode; select pg_sleep(60)"));
    String holders =
        "from pg_locks where mode = 'AccessExclusiveLock' and granted and relation = '%s'::regclass"
            .formatted(table);
    await(namespace, database, "select count(*) " + holders, "1");
    return () -> {
      sql(namespace, database, "select pg_terminate_backend(pid) " + holders);
      await(namespace, database, "select count(*) " + holders, "0");
      session.close();
    };
  }

  private void await(String namespace, String database, String sql, String answer) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> sql(namespace, database, sql).equals(answer));
  }

  /** A table that nobody gets at. */
  interface Locked extends AutoCloseable {
    @Override
    void close();
  }

  private static PodTarget pod(String namespace) {
    return new PodTarget(namespace, "orders-db-0", CONTAINER);
  }

  private static List<String> psql(String database, String sql) {
    return List.of(
        "psql",
        "-h",
        "127.0.0.1",
        "-U",
        "postgres",
        "-X",
        "-At",
        "-v",
        "ON_ERROR_STOP=1",
        "-d",
        database,
        "-c",
        sql);
  }
}
