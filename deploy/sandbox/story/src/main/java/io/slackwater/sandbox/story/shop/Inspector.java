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
      "PATH=$PATH:/usr/lib/postgresql/15/bin PGPASSWORD=$POSTGRES_PASSWORD"
          + " exec psql -XqAt -v ON_ERROR_STOP=1 -h 127.0.0.1 -U \"$POSTGRES_USER\" -d shop -c \"$0\"";
  private static final String ORDERS =
      "select encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', id, file, sha256,"
          + " placed_at), E'\\n' order by id), ''), 'UTF8')), 'hex') from orders where id <= %d";
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

  /** The version that the database says it has. */
  public String serverVersion() {
    return sql("show server_version");
  }

  /** Notes what is committed now. */
  public Evidence take() {
    long last = Long.parseLong(sql("select coalesce(max(id), 0) from orders"));
    Map<String, String> files = new TreeMap<>();
    String rows = sql("select file || ' ' || sha256 from orders where id <= " + last);
    for (String row : rows.lines().toList()) {
      String[] fields = row.split(" ", 2);
      files.put(fields[0], fields[1]);
    }
    return new Evidence(
        last,
        Long.parseLong(sql("select count(*) from orders where id <= " + last)),
        sql(ORDERS.formatted(last)),
        sql(STOCK),
        files);
  }

  /** What of the evidence the database does not show any more; empty when all is there. */
  public List<String> missingRows(Evidence evidence) {
    List<String> missing = new ArrayList<>();
    long last = evidence.lastOrder();
    long count = Long.parseLong(sql("select count(*) from orders where id <= " + last));
    if (count != evidence.orders()) {
      missing.add("%d orders of %d are there".formatted(count, evidence.orders()));
    }
    if (!sql(ORDERS.formatted(last)).equals(evidence.digest())) {
      missing.add("the orders are not what they were");
    }
    if (!sql(STOCK).equals(evidence.stockDigest())) {
      missing.add("the stock is not what it was");
    }
    return missing;
  }

  /** What of the evidence the files do not show any more; empty when all is there. */
  public List<String> missingFiles(Evidence evidence) {
    Map<String, String> found = new TreeMap<>();
    String listing =
        run(writer(), List.of("sh", "-c", "cd /orders && sha256sum -- *.txt")).output();
    for (String line : listing.lines().toList()) {
      found.put(line.substring(66), line.substring(0, 64));
    }
    List<String> missing = new ArrayList<>();
    evidence
        .files()
        .forEach(
            (file, hash) -> {
              String now = found.get(file);
              if (now == null) {
                missing.add(file + " is gone");
              } else if (!now.equals(hash)) {
                missing.add(file + " is not what it was");
              }
            });
    return missing;
  }

  private String sql(String statement) {
    PodTarget database = new PodTarget(namespace, Shop.DATABASE_POD, Shop.DATABASE_CONTAINER);
    return run(database, List.of("sh", "-c", PSQL, statement)).output().strip();
  }

  private PodTarget writer() {
    List<Pod> pods =
        cluster
            .pods()
            .inNamespace(namespace)
            .withLabel("app.kubernetes.io/name", "writer")
            .list()
            .getItems();
    return pods.stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .findFirst()
        .map(pod -> new PodTarget(namespace, pod.getMetadata().getName(), Shop.WRITER_CONTAINER))
        .orElseThrow(() -> new StoryException("the writer has no pod"));
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
