// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slackwater.contracts.id.ClusterId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clients of the clusters that this executor serves; one each, shared. Thread-safe. */
@Singleton
public final class Clusters {

  private final Map<ClusterId, KubernetesClient> clients = new LinkedHashMap<>();
  private final String namespace;

  Clusters(ExecutorConfig config) {
    namespace = config.namespace();
    for (String name : config.clusters()) {
      clients.put(new ClusterId(name), connect(name, config.cluster().get(name)));
    }
  }

  /** The clusters served. */
  public Set<ClusterId> served() {
    return Set.copyOf(clients.keySet());
  }

  /** Slackwater's own namespace in each cluster. */
  public String namespace() {
    return namespace;
  }

  /**
   * A cluster's client; do not close it.
   *
   * @throws TaskFailedException when this executor does not serve the cluster
   */
  public KubernetesClient client(ClusterId cluster) {
    KubernetesClient client = clients.get(cluster);
    if (client == null) {
      throw new TaskFailedException(
          "this executor does not serve the cluster '%s': add it to slackwater.executor.clusters"
              .formatted(cluster),
          false);
    }
    return client;
  }

  /** Makes Slackwater's own namespace where it is missing. */
  public void ensureNamespace(ClusterId cluster) {
    try {
      client(cluster)
          .namespaces()
          .resource(
              new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
          .create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  @PreDestroy
  void close() {
    clients.values().forEach(KubernetesClient::close);
  }

  private static KubernetesClient connect(String name, ExecutorConfig.@Nullable Cluster cluster) {
    Config config;
    if (cluster == null || cluster.kubeconfig().isEmpty()) {
      config = new ConfigBuilder().build();
    } else {
      var file = cluster.kubeconfig().get();
      if (!Files.isReadable(file)) {
        throw new IllegalStateException(
            "the kubeconfig %s of cluster '%s' cannot be read: check slackwater.executor.cluster.%s.kubeconfig"
                .formatted(file, name, name));
      }
      config = Config.fromKubeconfig(cluster.context().orElse(null), file.toFile());
    }
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
