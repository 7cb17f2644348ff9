// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.broker;

import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the broker listens and keeps its data, and the properties that follow. Immutable.
 *
 * @param host the address to listen on and to advertise
 * @param port the port for clients
 * @param controllerPort the port of the controller; the quorum's record names it, so a data
 *     directory must always be opened with the same one
 */
record BrokerSettings(String host, int port, int controllerPort, Path data) {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final int MAX_MESSAGE_BYTES = 9 * 1024 * 1024;

  /** The address of the controller. */
  String controller() {
    return host + ":" + controllerPort;
  }

  /** The directory of the log and of the metadata. */
  Path log() {
    return data.resolve("log");
  }

  /** Kafka's own properties: small buffers, one replica of everything, no topic by accident. */
  Properties kafka() {
    Properties kafka = new Properties();
    kafka.put("process.roles", "broker,controller");
    kafka.put("node.id", String.valueOf(NODE_ID));
    kafka.put("controller.quorum.bootstrap.servers", controller());
    kafka.put("controller.listener.names", CONTROLLER_LISTENER);
    kafka.put(
        "listeners",
        "PLAINTEXT://%s:%d,%s://%s".formatted(host, port, CONTROLLER_LISTENER, controller()));
    kafka.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    kafka.put("log.dirs", log().toString());
    kafka.put("auto.create.topics.enable", "false");
    kafka.put("message.max.bytes", String.valueOf(MAX_MESSAGE_BYTES));
    kafka.put("replica.fetch.max.bytes", String.valueOf(MAX_MESSAGE_BYTES));
    kafka.put("offsets.topic.replication.factor", "1");
    kafka.put("offsets.topic.num.partitions", "4");
    kafka.put("transaction.state.log.replication.factor", "1");
    kafka.put("transaction.state.log.min.isr", "1");
    kafka.put("transaction.state.log.num.partitions", "4");
    kafka.put("share.coordinator.state.topic.replication.factor", "1");
    kafka.put("share.coordinator.state.topic.min.isr", "1");
    // A killed broker may register again only when its last session has run out.
    kafka.put("broker.session.timeout.ms", "4000");
    kafka.put("broker.heartbeat.interval.ms", "1000");
    kafka.put("group.initial.rebalance.delay.ms", "0");
    // Kafka takes 128 MiB of heap for this by default, more than the whole broker needs.
    kafka.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024));
    kafka.put("num.network.threads", "2");
    kafka.put("num.io.threads", "4");
    return kafka;
  }
}
