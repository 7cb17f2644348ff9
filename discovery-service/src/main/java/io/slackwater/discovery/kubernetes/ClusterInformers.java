// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.kubernetes;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.discovery.application.Changes;
import io.slackwater.discovery.application.ClusterView;
import io.slackwater.discovery.domain.ApiSurface;
import io.slackwater.discovery.domain.ClusterNeeds;
import io.slackwater.discovery.domain.DiscoveryException;
import io.slackwater.discovery.domain.GroupKind;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.ResourceType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Watches every kind of object of a cluster that discovery looks at, kinds that are defined later
 * included. What other API servers answer for (aggregated APIs) is not watched. A cluster that does
 * not answer is asked again and again, and concerns nobody else. Thread-safe.
 */
public final class ClusterInformers implements ClusterView, AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(ClusterInformers.class);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final GroupKind VOLUME = new GroupKind("", "PersistentVolume");
  private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");

  private final ClusterId cluster;
  private final KubernetesClient client;
  private final Changes changes;
  private final Duration resync;
  private final JsonMapper json = new JsonMapper();
  private final Map<ResourceType, KindInformer> informers = new ConcurrentHashMap<>();
  private final long started = System.nanoTime();

  /** Watches nothing yet: {@link #refresh} begins. */
  public ClusterInformers(
      ClusterId cluster, KubernetesClient client, Changes changes, Duration resync) {
    this.cluster = cluster;
    this.client = client;
    this.changes = changes;
    this.resync = resync;
  }

  /**
   * Reads what kinds the cluster serves, watches new ones, and watches those no more that are gone.
   *
   * @return whether the cluster answered
   */
  @Override
  public boolean refresh() {
    Set<ResourceType> wanted;
    try {
      wanted = wanted(new KubernetesClusterApi(client).surface());
    } catch (DiscoveryException e) {
      LOGGER.warnf("Cluster does not answer clusterId=%s reason=%s", cluster, e.getMessage());
      return false;
    }
    for (Map.Entry<ResourceType, KindInformer> entry : informers.entrySet()) {
      if (!wanted.contains(entry.getKey())) {
        informers.remove(entry.getKey());
        entry.getValue().close();
        changes.everywhere();
      }
    }
    for (ResourceType type : wanted) {
      informers.computeIfAbsent(type, t -> KindInformer.start(client, t, changes, resync));
    }
    return true;
  }

  @Override
  public boolean complete() {
    return !informers.isEmpty() && informers.values().stream().allMatch(KindInformer::complete);
  }

  @Override
  public Collection<KubernetesObject> namespaces() {
    return ofKinds(Set.of(NAMESPACE));
  }

  @Override
  public Collection<KubernetesObject> inNamespace(String namespace) {
    return informers.entrySet().stream()
        .filter(entry -> entry.getKey().namespaced())
        .flatMap(entry -> entry.getValue().inNamespace(namespace).stream())
        .map(this::object)
        .toList();
  }

  @Override
  public Collection<KubernetesObject> clusterWide() {
    Set<GroupKind> kinds = new HashSet<>(ClusterNeeds.KINDS);
    kinds.remove(NAMESPACE);
    kinds.add(VOLUME);
    return ofKinds(kinds);
  }

  @Override
  public void close() {
    informers.values().forEach(KindInformer::close);
    informers.clear();
  }

  /** A custom resource may be unreadable for ever, when its conversion webhook is gone. */
  private static boolean isBasic(ResourceType type) {
    String group = type.type().group();
    return group.indexOf('.') < 0 || group.endsWith(".k8s.io");
  }

  private static Set<ResourceType> wanted(ApiSurface surface) {
    Set<ResourceType> wanted = new HashSet<>(surface.captured());
    Set<GroupKind> clusterWide = new HashSet<>(ClusterNeeds.KINDS);
    clusterWide.add(VOLUME);
    clusterWide.stream().flatMap(kind -> surface.find(kind).stream()).forEach(wanted::add);
    wanted.removeIf(type -> type.aggregated() || !type.verbs().contains("watch"));
    return wanted;
  }

  private List<KubernetesObject> ofKinds(Set<GroupKind> kinds) {
    return informers.entrySet().stream()
        .filter(entry -> kinds.contains(entry.getKey().type()))
        .flatMap(entry -> entry.getValue().all().stream())
        .filter(Objects::nonNull)
        .map(this::object)
        .toList();
  }

  private KubernetesObject object(GenericKubernetesResource resource) {
    return KubernetesObject.of(json.valueToTree(resource));
  }
}
