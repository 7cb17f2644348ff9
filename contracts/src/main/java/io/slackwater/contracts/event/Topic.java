// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import io.slackwater.contracts.id.ClusterId;
import java.time.Duration;
import java.util.Optional;

/** The topic table of the design (section 6) as code. deploy/ creates topics from it. */
public enum Topic {
  REQUESTS("requests", false, Retention.days(7)),
  RUNS("runs", false, Retention.days(30)),
  TASKS("tasks", true, Retention.days(7)),
  SIGNALS("signals", true, Retention.days(1)),
  TASK_EVENTS("task-events", true, Retention.days(14)),
  APPLICATIONS("applications", true, new Retention.Compacted()),
  RESTORE_POINTS("restore-points", false, new Retention.Compacted()),
  ALERTS("alerts", false, Retention.days(30));

  /** Partitions of a topic that all clusters share. */
  public static final int SHARED_PARTITIONS = 6;

  /** Partitions of a topic of one cluster. */
  public static final int CLUSTER_PARTITIONS = 3;

  /** The largest record, in bytes, that a topic takes; larger ones are refused by the broker. */
  public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

  private static final String PREFIX = "slackwater.";
  private static final String SUFFIX = ".v1";
  private static final String DEAD_LETTERS = ".dlq";

  private final String stream;
  private final boolean perCluster;
  private final Retention retention;

  Topic(String stream, boolean perCluster, Retention retention) {
    this.stream = stream;
    this.perCluster = perCluster;
    this.retention = retention;
  }

  /** Whether every cluster has a topic of its own. */
  public boolean perCluster() {
    return perCluster;
  }

  /** How long records are kept. */
  public Retention retention() {
    return retention;
  }

  /** How many partitions it has. */
  public int partitions() {
    return perCluster ? CLUSTER_PARTITIONS : SHARED_PARTITIONS;
  }

  /**
   * The name of a topic that all clusters share.
   *
   * @throws IllegalStateException when the topic is per cluster
   */
  public String topicName() {
    if (perCluster) {
      throw new IllegalStateException(stream + " is a topic per cluster: name the cluster");
    }
    return PREFIX + stream + SUFFIX;
  }

  /**
   * The name of a cluster's topic.
   *
   * @throws IllegalStateException when the topic is shared
   */
  public String topicName(ClusterId cluster) {
    if (!perCluster) {
      throw new IllegalStateException(stream + " is shared by all clusters");
    }
    return PREFIX + stream + "." + cluster.value() + SUFFIX;
  }

  /** A regular expression that matches this stream's topics of all clusters. */
  public String pattern() {
    return perCluster
        ? "slackwater\\." + stream + "\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?\\.v1"
        : "slackwater\\." + stream + "\\.v1";
  }

  /** The topic of the dead letters of a topic. */
  public static String deadLetters(String topicName) {
    return topicName + DEAD_LETTERS;
  }

  /** The cluster whose topic this is; empty for a shared topic. */
  public static Optional<ClusterId> clusterOf(String topicName) {
    for (Topic topic : values()) {
      if (topic.perCluster && topicName.matches(topic.pattern())) {
        int start = PREFIX.length() + topic.stream.length() + 1;
        return Optional.of(
            new ClusterId(topicName.substring(start, topicName.length() - SUFFIX.length())));
      }
    }
    return Optional.empty();
  }

  /** How long a topic keeps its records. */
  public sealed interface Retention {

    /** Kept for a time. */
    record For(Duration time) implements Retention {}

    /** Kept until a newer record has the same key. */
    record Compacted() implements Retention {}

    private static Retention days(int days) {
      return new For(Duration.ofDays(days));
    }
  }
}
