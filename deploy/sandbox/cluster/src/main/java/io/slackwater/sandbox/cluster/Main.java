// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import io.slackwater.sandbox.cluster.pods.Subnet;
import io.slackwater.sandbox.cluster.storage.StorageKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Runs one sandbox cluster until it is told to end. */
@Command(
    name = "sandbox-cluster",
    mixinStandardHelpOptions = true,
    description = "A small Kubernetes API server with pods as real processes. Needs root.")
public final class Main implements Callable<Integer> {
  @Option(names = "--name", required = true, description = "Name of the cluster.")
  private String name = "";

  @Option(names = "--host", description = "Address of the API. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      description = "Port of the API; 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port = 6443;

  @Option(
      names = "--data",
      required = true,
      description = "Directory of this cluster alone: objects, pods, volumes.")
  private Path data = Path.of("");

  @Option(
      names = "--images",
      description =
          "Directory with a directory of files per image, laid over the machine's own files."
              + " Default: images in --data.")
  private @Nullable Path images;

  @Option(
      names = "--kubeconfig",
      description = "Where to write the kubeconfig. Default: kubeconfig in --data.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--bridge-subnet",
      description = "Network of the pods, a /24. Default: ${DEFAULT-VALUE}.")
  private String subnet = "10.90.1.0/24";

  @Option(
      names = "--storage",
      description = "How volumes are kept: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private StorageKind storage = StorageKind.AUTO;

  @Option(
      names = "--storage-size-mib",
      description = "Size of the volumes' file system. Default: ${DEFAULT-VALUE}.")
  private long storageMebibytes = 8192;

  @Option(
      names = "--watch-history",
      description = "How many changes a watch can look back. Default: ${DEFAULT-VALUE}.")
  private int historyCapacity = 10_000;

  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  /** Runs the command line. */
  public static void main(String[] arguments) {
    CommandLine commandLine = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(commandLine.execute(arguments));
  }

  /** What the user can do about is said in a sentence; anything else shows where it happened. */
  private static int explain(Exception failure, CommandLine line, ParseResult arguments) {
    if (failure instanceof SandboxClusterException understood) {
      line.getErr().println("sandbox-cluster: " + understood.getMessage());
      if (understood.getCause() != null) {
        line.getErr().println("  because: " + understood.getCause());
      }
    } else {
      failure.printStackTrace(line.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path home = data.toAbsolutePath().normalize();
    Path layers = images == null ? home.resolve("images") : images.toAbsolutePath().normalize();
    Path config = kubeconfig == null ? home.resolve("kubeconfig") : kubeconfig;
    ClusterOptions options =
        new ClusterOptions(
            name,
            host,
            port,
            home,
            layers,
            Subnet.parse(subnet),
            storage,
            storageMebibytes << 20,
            historyCapacity);
    CountDownLatch ended = new CountDownLatch(1);
    SandboxCluster cluster = SandboxCluster.start(options);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  cluster.close();
                  ended.countDown();
                },
                "shutdown"));
    Kubeconfig.write(config, name, host, cluster.port());
    out().printf("cluster %s is ready at http://%s:%d%n", name, host, cluster.port());
    out().flush();
    ended.await();
    return 0;
  }

  private PrintWriter out() {
    return spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
  }
}
