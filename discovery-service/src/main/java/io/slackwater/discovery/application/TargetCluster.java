// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.discovery.domain.ApiSurface;
import io.slackwater.discovery.domain.GroupKind;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.ResourceType;
import io.slackwater.discovery.domain.RestoredForm;
import java.util.Optional;

/** The objects of a restore in its target cluster. Serves one attempt. */
final class TargetCluster {

  private final ClusterApi api;
  private final RestoreTarget target;
  private final ApiSurface surface;

  TargetCluster(ClusterApi api, RestoreTarget target) {
    this.api = api;
    this.target = target;
    this.surface = api.surface();
  }

  RestoreTarget target() {
    return target;
  }

  ClusterApi api() {
    return api;
  }

  /** How a captured object's kind is served, if it is. */
  Optional<ResourceType> typeOf(KubernetesObject object) {
    return surface.find(object.type());
  }

  /**
   * How a captured object's kind is served.
   *
   * @throws KindNotServedException when it is not
   */
  ResourceType servedType(KubernetesObject object) {
    return typeOf(object).orElseThrow(() -> new KindNotServedException(target.cluster(), object));
  }

  /** What is there of a captured object, by the name that the restore gives it. */
  Optional<KubernetesObject> find(KubernetesObject captured, RestoredForm form) {
    KubernetesObject made = form.of(captured);
    return typeOf(captured)
        .flatMap(type -> api.get(type, made.apiVersion(), made.namespace(), made.name()));
  }

  /** An object of the whole cluster. */
  Optional<KubernetesObject> clusterWide(String group, String kind, String name) {
    return surface
        .find(new GroupKind(group, kind))
        .flatMap(type -> api.get(type, null, null, name));
  }

  /** The target's namespace. */
  Optional<KubernetesObject> namespace() {
    return clusterWide("", "Namespace", target.namespace());
  }
}
