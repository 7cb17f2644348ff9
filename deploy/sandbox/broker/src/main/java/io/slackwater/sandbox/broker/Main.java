// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.broker;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the broker until it is told to stop. Says {@code ready <host>:<port>} on its output when it
 * takes records; everything else goes to its error output. A killed broker goes on from its
 * directory.
 */
@Command(
    name = "sandbox-broker",
    mixinStandardHelpOptions = true,
    description = "A Kafka broker in KRaft mode, one node, for one machine.")
public final class Main implements Callable<Integer> {

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen on")
  private String host = "";

  @Option(names = "--port", required = true, description = "port for clients")
  private int port;

  @Option(
      names = "--controller-port",
      description = "port of the controller, always the same for one directory; default: port + 1")
  private @Nullable Integer controllerPort;

  @Option(names = "--data", required = true, description = "directory of the log")
  private Path data = Path.of("");

  @Option(names = "--owner", description = "a process id: stop when that process ends")
  private @Nullable Long owner;

  private Main() {}

  /** Starts it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() {
    BrokerSettings settings =
        new BrokerSettings(
            host,
            port,
            controllerPort == null ? port + 1 : controllerPort,
            data.toAbsolutePath().normalize());
    Storage.prepare(settings);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings.kafka()), Time.SYSTEM);
    server.startup();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    if (owner != null) {
      stopWith(owner);
    }
    System.out.println("ready " + host + ":" + port);
    server.awaitShutdown();
    return 0;
  }

  private static void stopWith(long owner) {
    ProcessHandle.of(owner)
        .ifPresentOrElse(
            process -> process.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
  }
}
