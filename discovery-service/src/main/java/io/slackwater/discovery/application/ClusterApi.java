// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.discovery.domain.ApiSurface;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.ResourceType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API of one cluster. Blocking and thread-safe.
 *
 * <p>Every method throws {@link ClusterUnavailableException} when the API server does not answer,
 * and {@link ObjectRefusedException} when it refuses what was asked.
 */
public interface ClusterApi {

  /** What the server serves now. */
  ApiSurface surface();

  /** Every object of a kind, in one namespace or (namespace absent) in all of the cluster. */
  List<KubernetesObject> list(ResourceType type, @Nullable String namespace);

  /** One object, read in a version (its kind's own when absent). */
  Optional<KubernetesObject> get(
      ResourceType type, @Nullable String apiVersion, @Nullable String namespace, String name);

  /** Makes an object; false when one of its name is there already. */
  boolean create(ResourceType type, KubernetesObject object);

  /** Replaces an object; false when it has changed since it was read. */
  boolean replace(ResourceType type, KubernetesObject object);
}
