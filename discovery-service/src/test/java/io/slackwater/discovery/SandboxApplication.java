// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.ObjectRef;
import io.slackwater.discovery.application.ClusterApi;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.kubernetes.KubernetesClusterApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** An application in a namespace of a sandbox cluster: a real PostgreSQL, files, a web server. */
public final class SandboxApplication {

  private static final Duration BOUND = Duration.ofMinutes(3);

  private final KubernetesClient client;
  private final String namespace;

  /** The application of a namespace; {@link #start} makes it. */
  public SandboxApplication(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Its data service, as discovery describes it, without a version. */
  public DataService dataService() {
    return new DataService(
        "db",
        "postgresql",
        null,
        new ObjectRef("apps/v1", "StatefulSet", "db"),
        "postgres",
        List.of("db-0"),
        List.of("data-db-0"));
  }

  /** Makes it and waits until its pods are ready. */
  public void start() {
    for (String document : manifest().split("\n---\n", -1)) {
      create(document);
    }
    awaitReady();
  }

  /** Makes one object; of a custom kind, as soon as the cluster serves it. */
  public void create(String document) {
    GenericKubernetesResource object =
        client.getKubernetesSerialization().unmarshal(document, GenericKubernetesResource.class);
    if (object.getApiVersion().contains("example.org")) {
      await().atMost(BOUND).until(() -> client.getApiResources(object.getApiVersion()) != null);
    }
    client.resource(object).create();
  }

  /** Waits until its pods are ready. */
  public void awaitReady() {
    await()
        .atMost(BOUND)
        .ignoreExceptions()
        .until(
            () ->
                client.apps().statefulSets().inNamespace(namespace).withName("db").isReady()
                    && client
                        .apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName("web")
                        .isReady());
  }

  /** Deletes the namespace and waits until it is gone. */
  public void destroy() {
    client.namespaces().withName(namespace).delete();
    await().atMost(BOUND).until(() -> client.namespaces().withName(namespace).get() == null);
  }

  /** Every object of the namespace, pods included, in the versions they have now. */
  public List<String> versions() {
    ClusterApi api = new KubernetesClusterApi(client);
    return api.surface().captured().stream()
        .flatMap(type -> api.list(type, namespace).stream())
        .filter(object -> !object.kind().equals("Lease"))
        .map(
            (KubernetesObject object) ->
                object + " " + object.uid() + " " + object.text("/metadata/resourceVersion"))
        .sorted()
        .toList();
  }

  private String manifest() {
    try (var stream =
        Objects.requireNonNull(SandboxApplication.class.getResourceAsStream("application.yaml"))) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("NAMESPACE", namespace).replace("POSTGRES_UID", postgresUser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String postgresUser() throws IOException {
    return java.nio.file.Files.readAllLines(java.nio.file.Path.of("/etc/passwd")).stream()
        .filter(line -> line.startsWith("postgres:"))
        .map(line -> line.split(":", -1)[2])
        .findFirst()
        .orElseThrow(() -> new IOException("install Debian's postgresql: there is no such user"));
  }
}
