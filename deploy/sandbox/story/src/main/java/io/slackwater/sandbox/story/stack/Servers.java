// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.sandbox.testing.FreePorts;
import io.slackwater.sandbox.testing.PostgresDirectory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The plans of all servers of the sandbox. */
final class Servers {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int INFRASTRUCTURE_HEAP = 192;
  private static final int SERVICE_HEAP = 160;

  private final SandboxHome home;
  private final Addresses addresses;
  private final Secrets secrets;
  private final ServiceSettings settings;

  Servers(SandboxHome home, Addresses addresses, Secrets secrets, ServiceSettings settings) {
    this.home = home;
    this.addresses = addresses;
    this.secrets = secrets;
    this.settings = settings;
  }

  ServerPlan postgres(PostgresDirectory directory) {
    return new ServerPlan(
        "postgresql",
        directory.serve(),
        Map.of(),
        directory.home(),
        home.log("postgresql"),
        directory::ready,
        PATIENCE);
  }

  ServerPlan broker() {
    Path data = home.folder("kafka");
    return java(
        "kafka",
        INFRASTRUCTURE_HEAP,
        List.of(
            "-cp",
            home.classPath("broker", "sandbox-broker.jar"),
            "io.slackwater.sandbox.broker.Main",
            "--port",
            String.valueOf(addresses.kafka()),
            "--controller-port",
            String.valueOf(addresses.kafkaController()),
            "--data",
            data.toString()),
        () ->
            LogLines.contain(home.log("kafka"), "ready " + addresses.bootstrapServers())
                && Http.listens(addresses.kafka()));
  }

  ServerPlan cluster(String name) {
    return java(
        "cluster-" + name,
        INFRASTRUCTURE_HEAP,
        List.of(
            "-cp",
            home.classPath("cluster", "sandbox-cluster.jar"),
            "io.slackwater.sandbox.cluster.Main",
            "--name",
            name,
            "--port",
            String.valueOf(addresses.cluster(name).getPort()),
            "--data",
            home.folder("clusters").resolve(name).toString(),
            "--images",
            home.images().toString(),
            "--bridge-subnet",
            addresses.subnets().get(name) + ".0/24"),
        () -> Http.answers(addresses.cluster(name).resolve("/readyz")));
  }

  ServerPlan objectStore() {
    return java(
        "object-store",
        INFRASTRUCTURE_HEAP,
        List.of(
            "-cp",
            home.classPath("object-store", "sandbox-object-store.jar"),
            "io.slackwater.sandbox.objectstore.Main",
            "--host",
            addresses.objectStoreHost(),
            "--port",
            String.valueOf(addresses.objectStore()),
            "--data",
            home.folder("objects").toString(),
            "--bucket",
            ServiceSettings.LOCATION,
            "--access-key-file",
            secrets.file("s3-access-key").toString(),
            "--secret-key-file",
            secrets.file("s3-secret-key").toString()),
        () -> LogLines.contain(home.log("object-store"), "ready " + addresses.objectStoreUri()));
  }

  /** A service of the hub, or an executor of the first cluster. */
  ServerPlan service(Service service) {
    return service(
        service.module(),
        service,
        addresses.service(service).getPort(),
        addresses.clusterNames().getFirst());
  }

  /** An executor of another cluster, whose own secret opens nothing of the first one's. */
  ServerPlan executor(Service service, String cluster) {
    return service(
        service.module() + "-" + cluster, service, FreePorts.some(1).getFirst(), cluster);
  }

  /** Its settings lie in its working directory, where Quarkus looks for them. */
  private ServerPlan service(String name, Service service, int port, String cluster) {
    Path directory = home.folder("services/" + name);
    Path config = home.folder("services/" + name + "/config");
    Secrets.write(
        config.resolve("application.properties"), settings.properties(service, port, cluster));
    URI ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    return new ServerPlan(
        name,
        Java.command(SERVICE_HEAP, List.of("-jar", home.service(service.module()).toString())),
        Map.of(),
        directory,
        home.log(name),
        () -> Http.answers(ready),
        PATIENCE);
  }

  private ServerPlan java(String name, int heap, List<String> rest, BooleanSupplier ready) {
    return new ServerPlan(
        name,
        Java.command(heap, rest),
        Map.of(),
        home.directory(),
        home.log(name),
        ready,
        PATIENCE);
  }
}
