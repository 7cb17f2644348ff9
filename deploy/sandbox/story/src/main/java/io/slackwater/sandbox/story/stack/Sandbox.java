// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.deploy.kafka.TopicInstaller;
import io.slackwater.deploy.kafka.TopicPlan;
import io.slackwater.sandbox.testing.PostgresDirectory;
import io.slackwater.sandbox.testing.PostgresTools;
import io.slackwater.sandbox.testing.SandboxException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Everything on one machine: PostgreSQL, Kafka, two clusters, an object store and the five
 * services, each a process of its own. Keeps all of it in one directory, which it empties first.
 * For one thread.
 */
public final class Sandbox implements AutoCloseable {

  private static final String SYSTEM_NAMESPACE = "slackwater-system";

  private final SandboxHome home;
  private final Addresses addresses;
  private final Secrets secrets;
  private final ProcessRegister register;
  private final PostgresDirectory postgres;
  private final Servers servers;
  private final List<Server> started = new ArrayList<>();
  private final Map<Service, Server> services = new EnumMap<>(Service.class);
  private final List<Server> joined = new ArrayList<>();

  private Sandbox(SandboxHome home, Tempo tempo) {
    this.home = home;
    this.addresses = Addresses.free();
    this.secrets = new Secrets(home.folder("secrets"));
    this.register = new ProcessRegister(home.directory().resolve("processes"));
    this.postgres =
        new PostgresDirectory(
            PostgresTools.find(),
            PostgresHome.below(home),
            addresses.postgres(),
            secrets.value("database-password"));
    this.servers =
        new Servers(
            home,
            addresses,
            secrets,
            new ServiceSettings(home, addresses, secrets, postgres, tempo));
  }

  /**
   * Starts everything and waits until all of it is ready. Ends first what an earlier sandbox in the
   * same directory left running.
   *
   * @throws SandboxException when something does not start; what had started is stopped again
   */
  public static Sandbox start(SandboxHome home, Tempo tempo, Steps steps) {
    Leftovers.clear(home, steps);
    Sandbox sandbox = new Sandbox(home, tempo);
    try {
      sandbox.startServers(steps);
      return sandbox;
    } catch (RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  /** Ends what an earlier sandbox in a directory left running, and removes its files. */
  public static void clear(SandboxHome home, Steps steps) {
    Leftovers.clear(home, steps);
  }

  /** Where everything listens. */
  public Addresses addresses() {
    return addresses;
  }

  /** Its files. */
  public SandboxHome home() {
    return home;
  }

  /** Its secrets. */
  public Secrets secrets() {
    return secrets;
  }

  /** The hub's database server. */
  public PostgresDirectory postgres() {
    return postgres;
  }

  /** A client of a cluster, which the caller closes. */
  public KubernetesClient kubernetes(String cluster) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(addresses.cluster(cluster).toString())
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** A cluster gets executors of its own, as the first one has from the start. */
  public void join(String cluster) {
    for (Service service : Service.values()) {
      if (service.executor() != null) {
        joined.add(launch(servers.executor(service, cluster)));
      }
    }
    joined.forEach(Server::awaitReady);
  }

  /** The hub is lost with all that it knew: its services start anew with empty databases. */
  public void renewHub() {
    List<Service> hub = services.keySet().stream().filter(s -> s.database() != null).toList();
    hub.forEach(service -> server(service).askToStop());
    hub.forEach(service -> server(service).awaitStop());
    for (Service service : hub) {
      postgres.query("postgres", "drop database " + service.database() + " with (force)");
      postgres.createDatabase(Objects.requireNonNull(service.database()));
    }
    hub.forEach(service -> server(service).launch());
    hub.forEach(service -> server(service).awaitReady());
  }

  /** SIGKILL for a service. */
  public void kill(Service service) {
    server(service).kill();
  }

  /** Starts a service again that was killed, and waits until it is ready. */
  public void restart(Service service) {
    server(service).start();
  }

  /** SIGKILL for one of the other servers: {@code kafka}, {@code cluster-east} and so on. */
  public void kill(String server) {
    server(server).kill();
  }

  /** Starts a server again that was killed, and waits until it is ready. */
  public void restart(String server) {
    server(server).start();
  }

  /**
   * Stops everything. The services are killed: any moment must do for that, and nothing of theirs
   * is kept. What they use is asked to stop, so that it takes its mounts and networks away.
   */
  @Override
  public void close() {
    services.values().forEach(Server::kill);
    joined.forEach(Server::kill);
    List<Server> rest = started.reversed();
    rest.forEach(Server::askToStop);
    rest.forEach(Server::awaitStop);
    started.clear();
    LinkedFolder.deleteAll(home.directory());
  }

  private Server server(String name) {
    return started.stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new SandboxException(name + " was not started"));
  }

  private Server server(Service service) {
    Server server = services.get(service);
    if (server == null) {
      throw new SandboxException(service.module() + " was not started");
    }
    return server;
  }

  /** Starts together what does not need one another; the steps tell when each is ready. */
  private void startServers(Steps steps) {
    Secrets.write(home.kubeconfig(), Kubeconfig.of(addresses));
    MoverImage.make(home);
    Server broker = launch(servers.broker());
    Map<String, Server> clusters = new LinkedHashMap<>();
    for (String cluster : addresses.clusterNames()) {
      clusters.put(cluster, launch(servers.cluster(cluster)));
    }
    steps.step("PostgreSQL for the services", this::startPostgres);
    steps.step("Kafka, KRaft mode", () -> topicsOn(broker));
    clusters.forEach(
        (cluster, server) -> steps.step("cluster " + cluster, () -> prepare(cluster, server)));
    steps.step("object store, S3", () -> launch(servers.objectStore()).awaitReady());
    for (Service service : Service.values()) {
      services.put(service, launch(servers.service(service)));
    }
    services.forEach((service, server) -> steps.step(service.module(), server::awaitReady));
  }

  private void startPostgres() {
    postgres.initialise();
    launch(servers.postgres(postgres)).awaitReady();
    for (Service service : Service.values()) {
      if (service.database() != null) {
        postgres.createDatabase(service.database());
      }
    }
  }

  private void topicsOn(Server broker) {
    broker.awaitReady();
    List<ClusterId> clusters = addresses.clusterNames().stream().map(ClusterId::new).toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", addresses.bootstrapServers()))) {
      new TopicInstaller(admin, Optional.empty()).install(TopicPlan.forClusters(clusters));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while topics were created", e);
    }
  }

  private void prepare(String cluster, Server server) {
    server.awaitReady();
    try (KubernetesClient client = kubernetes(cluster)) {
      client
          .namespaces()
          .resource(
              new NamespaceBuilder()
                  .withNewMetadata()
                  .withName(SYSTEM_NAMESPACE)
                  .endMetadata()
                  .build())
          .create();
    }
  }

  private Server launch(ServerPlan plan) {
    Server server = new Server(plan, register);
    started.add(server);
    server.launch();
    return server;
  }
}
