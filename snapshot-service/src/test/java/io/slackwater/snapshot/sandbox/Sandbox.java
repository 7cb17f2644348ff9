// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.sandbox;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.sandbox.testing.FreePorts;
import io.slackwater.sandbox.testing.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A sandbox cluster with the mover's image, and an S3 endpoint that its pods reach. Needs root, as
 * the sandbox does.
 */
public final class Sandbox implements AutoCloseable {

  public static final String ACCESS_KEY = "sandbox-access";
  public static final String SECRET_KEY = "sandbox-secret-key";
  public static final String SYSTEM = "slackwater-system";
  public static final String IMAGE = "slackwater-mover:0.1";

  private static final String BUCKET = "backups";
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private final Path home;
  private final TestCluster cluster;
  private final ObjectStore objectStore;
  private final String location;

  private Sandbox(Path home) throws IOException {
    this.home = home;
    this.cluster = TestCluster.start("east");
    layImage(cluster.images().resolve("slackwater-mover_0.1/opt/slackwater"));
    int port = FreePorts.one();
    this.objectStore = ObjectStore.start(PROJECT, home, BUCKET, port);
    this.location = "s3:http://" + cluster.hostAddress() + ":" + port + "/" + BUCKET;
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
    return cluster.client();
  }

  /** Where the cluster is. */
  public Path kubeconfig() {
    return cluster.kubeconfig();
  }

  /** The bucket, as the repository's command line and restic name it. */
  public String location() {
    return location;
  }

  /** Makes a namespace. */
  public void namespace(String name) {
    client()
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  /** The mover's image: the script and the jar that its Containerfile puts together. */
  private static void layImage(Path root) throws IOException {
    Files.copy(
        PROJECT.resolve("deploy/images/mover/slackwater-repository"),
        Files.createDirectories(root.resolve("bin")).resolve("slackwater-repository"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(
        PROJECT.resolve("repository/target/slackwater-repository.jar"),
        Files.createDirectories(root.resolve("lib")).resolve("slackwater-repository.jar"));
  }

  @Override
  public void close() {
    objectStore.close();
    cluster.close();
    delete(home);
  }

  private static void delete(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
