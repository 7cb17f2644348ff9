// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.dataservices.exec.ExecResult;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.sandbox.story.StoryException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks into the shop's pods: by SQL in the database, by hashes of the writer's files. Every answer
 * is proved to be whole. For one thread.
 */
public final class Inspector {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PSQL =
      "for bin in /usr/lib/postgresql/*/bin; do PATH=$bin:$PATH; done;"
          + " PGPASSWORD=$POSTGRES_PASSWORD exec psql -XqAt -v ON_ERROR_STOP=1 -h 127.0.0.1"
          + " -U \"$POSTGRES_USER\" -d shop -c \"$0\"";
  private static final String ORDERS =
      "select concat_ws(' ', id, file, sha256, extract(epoch from placed_at)) from orders";
  private static final String ACKNOWLEDGED_BEFORE =
      " where id < (select max(id) from orders where placed_at < timestamptz '%s')";
  static final String COMMITTED_BEFORE = " where pg_xact_commit_timestamp(xmin) < timestamptz '%s'";
  private static final String STOCK =
      "select encode(sha256(convert_to(string_agg(concat_ws('|', id, name, description), E'\\n'"
          + " order by id), 'UTF8')), 'hex') from stock";

  private final KubernetesClient cluster;
  private final String namespace;
  private final PodExec exec;

  /** Looks into the shop of a namespace. */
  public Inspector(KubernetesClient cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.exec = new PodExec(new KubernetesPodShell(cluster), new SecureRandom());
  }

  /** How many orders there are now. */
  public long orders() {
    return Long.parseLong(sql("select count(*) from orders"));
  }

  /** Makes a table that takes a dump some seconds: so many MiB, which no one changes. */
  public void addBallast(int mebibytes) {
    sql(
        "create table ballast as select n, repeat(md5(n::text), 1024) as filling"
            + " from generate_series(1, %d) n".formatted(mebibytes * 32));
  }

  /** The version that the database says it has. */
  public String serverVersion() {
    return sql("show server_version");
  }

  /** Notes what is committed now. */
  public Evidence take() {
    return evidence(ORDERS);
  }

  /**
   * What was committed before an instant, as the database recorded each commit. Only where the rows
   * were written, not where a dump was loaded.
   */
  public Evidence committedBefore(Instant instant) {
    return evidence(ORDERS + COMMITTED_BEFORE.formatted(instant.truncatedTo(ChronoUnit.MICROS)));
  }

  /**
   * What was committed and acknowledged before an instant: orders that the writer went on after. A
   * commit is recorded before it is durable, so that a cut without a barrier can miss one that was
   * recorded just before.
   */
  public Evidence acknowledgedBefore(Instant instant) {
    return evidence(ORDERS + ACKNOWLEDGED_BEFORE.formatted(instant.truncatedTo(ChronoUnit.MICROS)));
  }

  /** What of the evidence the database does not show any more; empty when all is there. */
  public List<String> missingRows(Evidence evidence) {
    return take().missing(evidence);
  }

  /** What of the evidence the files do not show any more; empty when all is there. */
  public List<String> missingFiles(Evidence evidence) {
    Map<String, String> found = new TreeMap<>();
    String listing = inWriter("cd /orders && sha256sum -- *.txt");
    for (String line : listing.lines().toList()) {
      found.put(line.substring(66), line.substring(0, 64));
    }
    List<String> missing = new ArrayList<>();
    for (Evidence.Order order : evidence.orders().values()) {
      String now = found.get(order.file());
      if (now == null) {
        missing.add(order.file() + " is gone");
      } else if (!now.equals(order.sha256())) {
        missing.add(order.file() + " is not what it was");
      }
    }
    return missing;
  }

  private Evidence evidence(String rows) {
    Map<Long, Evidence.Order> orders = new TreeMap<>();
    for (String row : sql(rows).lines().toList()) {
      String[] fields = row.split(" ", 4);
      orders.put(Long.valueOf(fields[0]), new Evidence.Order(fields[1], fields[2], fields[3]));
    }
    return new Evidence(orders, sql(STOCK));
  }

  /** What a statement answers in the shop's database. */
  public String sql(String statement) {
    PodTarget database = new PodTarget(namespace, Shop.DATABASE_POD, Shop.DATABASE_CONTAINER);
    return run(database, List.of("sh", "-c", PSQL, statement)).output().strip();
  }

  /** What a shell says in the pod of the writer with the file volume. */
  String inWriter(String script) {
    return inPodOf("writer", script);
  }

  /** What a shell says in a workload's pod. */
  String inPodOf(String workload, String script) {
    List<Pod> pods =
        cluster
            .pods()
            .inNamespace(namespace)
            .withLabel("app.kubernetes.io/name", workload)
            .list()
            .getItems();
    PodTarget target =
        pods.stream()
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .findFirst()
            .map(
                pod -> new PodTarget(namespace, pod.getMetadata().getName(), Shop.WRITER_CONTAINER))
            .orElseThrow(() -> new StoryException(workload + " has no pod"));
    return run(target, List.of("sh", "-c", script)).output();
  }

  private ExecResult run(PodTarget pod, List<String> command) {
    ExecResult result = exec.run(pod, command, PATIENCE);
    if (result.exitCode() != 0) {
      throw new StoryException(
          "a check in %s failed: %s".formatted(pod, String.join(" ", result.messages())));
    }
    return result;
  }
}
