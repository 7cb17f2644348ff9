// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.sandbox;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sandbox cluster with the mover's image, and an S3 endpoint that its pods reach; processes of
 * their own on free ports and a fresh directory. Needs root, as the sandbox does.
 */
public final class Sandbox implements AutoCloseable {

  public static final String ACCESS_KEY = "sandbox-access";
  public static final String SECRET_KEY = "sandbox-secret-key";
  public static final String SYSTEM = "slackwater-system";

  private static final String BUCKET = "backups";
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private final Path home;
  private final JavaProcess cluster;
  private final JavaProcess objectStore;
  private final KubernetesClient client;
  private final String location;

  private Sandbox(Path home) {
    this.home = home;
    String subnet = freeSubnet();
    Path kubeconfig = home.resolve("kubeconfig");
    this.cluster = startCluster(home, subnet, kubeconfig);
    String address = subnet + ".1";
    int port = freePort();
    this.objectStore = startObjectStore(home, port);
    this.location = "s3:http://" + address + ":" + port + "/" + BUCKET;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build();
    namespace(SYSTEM);
  }

  /** Starts all of it. */
  public static Sandbox start() {
    try {
      return new Sandbox(Files.createTempDirectory("slackwater-snapshot-it"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client of the cluster. */
  public KubernetesClient client() {
    return client;
  }

  /** The bucket, as the repository's command line and restic name it. */
  public String location() {
    return location;
  }

  /** Makes a namespace. */
  public void namespace(String name) {
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  private static JavaProcess startCluster(Path home, String subnet, Path kubeconfig) {
    JavaProcess process =
        JavaProcess.start(
            PROJECT.resolve("deploy/sandbox/cluster"),
            "sandbox-cluster.jar",
            "io.slackwater.sandbox.cluster.Main",
            directory(home, "cluster"),
            List.of(
                "--name",
                "east",
                "--port",
                "0",
                "--data",
                directory(home, "data").toString(),
                "--images",
                images(home).toString(),
                "--bridge-subnet",
                subnet + ".0/24",
                "--kubeconfig",
                kubeconfig.toString()));
    process.awaitOutput("is ready at");
    return process;
  }

  private static JavaProcess startObjectStore(Path home, int port) {
    Path own = directory(home, "object-store");
    JavaProcess process =
        JavaProcess.start(
            PROJECT.resolve("deploy/sandbox/object-store"),
            "sandbox-object-store.jar",
            "io.slackwater.sandbox.objectstore.Main",
            own,
            List.of(
                "--host", "0.0.0.0",
                "--port", Integer.toString(port),
                "--data", directory(home, "objects").toString(),
                "--bucket", BUCKET,
                "--access-key-file", write(own.resolve("access"), ACCESS_KEY).toString(),
                "--secret-key-file", write(own.resolve("secret"), SECRET_KEY).toString(),
                "--owner", Long.toString(ProcessHandle.current().pid())));
    process.awaitOutput("ready ");
    return process;
  }

  /** The mover's image: the script and the jar that its Containerfile puts together. */
  private static Path images(Path home) {
    Path images = directory(home, "images");
    Path root = directory(images, "slackwater-mover_0.1/opt/slackwater");
    try {
      Files.copy(
          PROJECT.resolve("deploy/images/mover/slackwater-repository"),
          directory(root, "bin").resolve("slackwater-repository"),
          java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      Files.copy(
          PROJECT.resolve("repository/target/slackwater-repository.jar"),
          directory(root, "lib").resolve("slackwater-repository.jar"));
      return images;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory(Path parent, String name) {
    try {
      return Files.createDirectories(parent.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Three numbers of a private /24 that no interface of this machine has. */
  private static String freeSubnet() {
    try {
      List<String> taken =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .map(InetAddress::getHostAddress)
              .toList();
      long start = ProcessHandle.current().pid() % 200;
      return Stream.iterate(start, next -> (next + 1) % 200)
          .limit(200)
          .map(number -> "10.93." + (number + 20))
          .filter(subnet -> taken.stream().noneMatch(used -> used.startsWith(subnet + ".")))
          .findFirst()
          .orElseThrow();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    objectStore.close();
    cluster.close();
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(Sandbox::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
