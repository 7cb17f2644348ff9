// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An informer's objects without what discovery never looks at: the content of Secrets and
 * ConfigMaps, managed fields, and the copy that kubectl keeps of what was applied. So no secret
 * stays in memory for longer than its arrival.
 */
final class SlimStore implements ItemStore<GenericKubernetesResource> {

  private static final Set<String> CONTENT = Set.of("data", "stringData", "binaryData");
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final Map<String, GenericKubernetesResource> items = new ConcurrentHashMap<>();

  @Override
  public String getKey(GenericKubernetesResource item) {
    return Cache.metaNamespaceKeyFunc(item);
  }

  @Override
  public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource item) {
    item.getAdditionalProperties().keySet().removeAll(CONTENT);
    item.getMetadata().setManagedFields(null);
    if (item.getMetadata().getAnnotations() != null) {
      item.getMetadata().getAnnotations().remove(APPLIED);
    }
    return items.put(key, item);
  }

  @Override
  public @Nullable GenericKubernetesResource remove(String key) {
    return items.remove(key);
  }

  @Override
  public Stream<String> keySet() {
    return items.keySet().stream();
  }

  @Override
  public Stream<GenericKubernetesResource> values() {
    return items.values().stream();
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public @Nullable GenericKubernetesResource get(String key) {
    return items.get(key);
  }
}
