// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.ObjectRef;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.dataservices.exec.ExecResult;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodProcess;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dataservices.hold.WriterCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A shop in a namespace of its own: a PostgreSQL, a writer of files and rows that declares its
 * hold, and a writer of rows that does not.
 */
public final class HeldShop {

  /** The claims with its data. */
  public static final List<VolumeClaim> CLAIMS =
      List.of(Shop.described("data-database-0"), Shop.described("order-files"));

  /** Its database. */
  public static final DataService DATABASE =
      new DataService(
          "database",
          "postgresql",
          "15",
          new ObjectRef("apps/v1", "StatefulSet", "database"),
          "postgresql",
          List.of("database-0"),
          List.of("data-database-0"));

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String PATHS =
      "for d in /usr/lib/postgresql/*/bin; do PATH=$d:$PATH; done; ";

  private final KubernetesClient client;
  private final PodExec exec;
  private final String namespace;
  private final String storageClass;

  /** In a namespace that exists. */
  public HeldShop(Sandbox sandbox, String namespace) {
    this(sandbox, namespace, Shop.STORAGE_CLASS);
  }

  /** With volumes of another class of the driver. */
  public HeldShop(Sandbox sandbox, String namespace, String storageClass) {
    this.client = sandbox.client();
    this.exec = new PodExec(new KubernetesPodShell(client), new SecureRandom());
    this.namespace = namespace;
    this.storageClass = storageClass;
  }

  /** Its namespace. */
  public String namespace() {
    return namespace;
  }

  /** Makes all of it and waits until both writers have written. */
  public void open() {
    deploy("20-accounts.yaml");
    deployDatabase();
    deploy("50-writers.yaml");
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> orders() > 2 && number("select count(*) from visits") > 2);
  }

  /** Makes the database alone, on the claim that it finds. */
  public void openDatabase() {
    deployDatabase();
    Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> orders() >= 0);
  }

  private void deployDatabase() {
    deploy("30-settings.yaml");
    deploy("40-database.yaml");
  }

  private void deploy(String file) {
    try (InputStream yaml =
        Objects.requireNonNull(HeldShop.class.getResourceAsStream("/held-shop/" + file), file)) {
      for (HasMetadata object : client.load(yaml).items()) {
        switch (object) {
          case PersistentVolumeClaim claim -> claim.getSpec().setStorageClassName(storageClass);
          case StatefulSet set ->
              set.getSpec()
                  .getVolumeClaimTemplates()
                  .forEach(claim -> claim.getSpec().setStorageClassName(storageClass));
          default -> {}
        }
        client.resource(object).inNamespace(namespace).create();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many orders there are. */
  public long orders() {
    return number("select count(*) from orders");
  }

  /** Waits until the cooperating writer places one more order than there are now. */
  public void awaitOrder(Duration atMost) {
    long before = orders();
    Awaitility.await().atMost(atMost).until(() -> orders() > before);
  }

  /** Files of all orders. */
  public Set<String> orderFiles() {
    return rows("select file from orders");
  }

  /** Every row that was committed up to an instant, of both writers. */
  public Set<String> committedUntil(Instant cut) {
    return rows(
        ("select 'order ' || file from orders where pg_xact_commit_timestamp(xmin) <= '%s' "
                + "union all select 'visit ' || life || ' ' || number from visits "
                + "where pg_xact_commit_timestamp(xmin) <= '%s'")
            .formatted(cut, cut));
  }

  /** Every row of both writers. */
  public Set<String> committed() {
    return rows(
        "select 'order ' || file from orders union all"
            + " select 'visit ' || life || ' ' || number from visits");
  }

  /** The rows that a query returns. */
  public Set<String> rows(String sql) {
    return sql(sql).lines().filter(line -> !line.isBlank()).collect(Collectors.toSet());
  }

  private long number(String sql) {
    return Long.parseLong(sql(sql).trim());
  }

  private String sql(String sql) {
    ExecResult result =
        exec.run(
            database(),
            List.of(
                "sh",
                "-c",
                PATHS
                    + "PGPASSWORD=$POSTGRES_PASSWORD exec psql -XAtw -h 127.0.0.1 -U \"$POSTGRES_USER\" -d shop -c \"$0\"",
                sql),
            Duration.ofSeconds(20));
    if (!result.succeeded()) {
      throw new IllegalStateException(String.join("\n", result.messages()));
    }
    return result.output();
  }

  /** Begins a transaction that has written, and goes on until it is closed. */
  public AutoCloseable longTransaction() {
    PodProcess session =
        exec.open(
            database(),
            List.of(
                "sh",
                "-c",
                PATHS
                    + "PGPASSWORD=$POSTGRES_PASSWORD PGAPPNAME=nightly-report exec psql -Xq -h 127.0.0.1 -U \"$POSTGRES_USER\" -d shop"
                    + " -c 'begin' -c 'insert into orders (file, sha256) values (gen_random_uuid(), 0)' -c 'select pg_sleep(120)'"));
    Awaitility.await().atMost(PATIENCE).until(() -> !longTransactions().isEmpty());
    return () -> {
      rows(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'nightly-report'");
      Awaitility.await().atMost(PATIENCE).until(() -> longTransactions().isEmpty());
      session.close();
    };
  }

  private Set<String> longTransactions() {
    return rows(
        "select pid from pg_stat_activity where application_name = 'nightly-report'"
            + " and query like '%pg_sleep%'");
  }

  /**
   * Kills the main process of the cooperating writer's container, between two orders, so that none
   * is left half placed, and waits for its restart.
   */
  public void restartWriter() {
    Pod pod = writer();
    int before = restarts(pod);
    exec.open(
        new PodTarget(namespace, pod.getMetadata().getName(), "writer"),
        List.of(
            "sh",
            "-c",
            "exec 9<> \"${PLACING_LOCK:-/tmp/placing.lock}\"; flock -x 9; kill -9 $(pgrep -f /scripts/write.sh)"));
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> restarts(writer()) > before);
  }

  /** Starts a pod without a claim that declares how it is barred, and waits until it runs. */
  public void startDeclaredWriter(String name) {
    client
        .pods()
        .inNamespace(namespace)
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations(
                    WriterCommand.ANNOTATION,
                    "{\"command\": [\"sh\", \"-c\", \"echo READY; cat\"]}")
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(0L)
                .addNewContainer()
                .withName("writer")
                .withImage(Sandbox.IMAGE)
                .withCommand("sh", "-c", "until [ -e /tmp/end ]; do sleep 0.1; done")
                .endContainer()
                .endSpec()
                .build())
        .create();
    awaitPhase(name, "Running");
  }

  /** Ends what such a pod does. */
  public void endDeclaredWriter(String name) {
    exec.run(
        new PodTarget(namespace, name, "writer"),
        List.of("touch", "/tmp/end"),
        Duration.ofSeconds(20));
    awaitPhase(name, "Succeeded");
  }

  private void awaitPhase(String pod, String phase) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                phase.equals(
                    client
                        .pods()
                        .inNamespace(namespace)
                        .withName(pod)
                        .get()
                        .getStatus()
                        .getPhase()));
  }

  /** Deletes a pod, when it is there, and waits until it is gone. */
  public void deletePod(String name) {
    var pod = client.pods().inNamespace(namespace).withName(name);
    pod.withGracePeriod(0).delete();
    pod.waitUntilCondition(Objects::isNull, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Pod writer() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/name", "writer")
        .list()
        .getItems()
        .getFirst();
  }

  private static int restarts(Pod pod) {
    return pod.getStatus().getContainerStatuses().getFirst().getRestartCount();
  }

  /** The VolumeSnapshots that a task asked for. */
  public List<GenericKubernetesResource> snapshots(TaskId task) {
    return client
        .genericKubernetesResources("snapshot.storage.k8s.io/v1", "VolumeSnapshot")
        .inNamespace(namespace)
        .withLabel("slackwater.io/task", task.value())
        .list()
        .getItems();
  }

  /** The longest time in milliseconds that an order took since the writer began. */
  public long longestPause() {
    String latencies =
        exec.run(
                new PodTarget(namespace, writer().getMetadata().getName(), "writer"),
                List.of("cat", "/tmp/latency"),
                Duration.ofSeconds(20))
            .output();
    return latencies
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 2)
        .mapToLong(words -> Long.parseLong(words[1]))
        .max()
        .orElse(0);
  }

  /** Lets pauses count only from here on. */
  public void forgetPauses() {
    exec.run(
        new PodTarget(namespace, writer().getMetadata().getName(), "writer"),
        List.of("sh", "-c", ": > /tmp/latency"),
        Duration.ofSeconds(20));
  }

  /**
   * What a claim of order files holds must be the files of these orders, no more and no less.
   *
   * @param reader runs pods in the namespace of the claim
   */
  public static void assertFilesAre(Set<String> orders, Shop reader, String claim) {
    Set<String> files =
        reader
            .run("reader", claim, "cd /volume && ls && echo done")
            .lines()
            .filter(line -> line.endsWith(".txt"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(files).isEqualTo(new TreeSet<>(orders));
  }

  private PodTarget database() {
    return new PodTarget(namespace, "database-0", "postgresql");
  }
}
