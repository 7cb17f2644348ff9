// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.discovery.domain.ApiSurface;
import io.slackwater.discovery.domain.ClusterNeeds;
import io.slackwater.discovery.domain.GroupKind;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads everything that a capture may hold. Serves one capture. */
final class Listing {

  private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");

  private final ClusterApi api;
  private final Work work;
  private final ApiSurface surface;
  private final Set<String> notAnswered;

  Listing(ClusterApi api, Work work) {
    this.api = api;
    this.work = work;
    this.surface = api.surface();
    this.notAnswered = new TreeSet<>(surface.unavailable());
  }

  /** Every object of a namespace, each once, whatever kinds there are. */
  List<KubernetesObject> ofNamespace(String namespace) {
    List<ResourceType> types = surface.captured();
    List<KubernetesObject> objects = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < types.size(); i++) {
      work.checkActive();
      work.progress("reading kind %d of %d".formatted(i + 1, types.size()));
      for (KubernetesObject object : list(types.get(i), namespace)) {
        if (object.uid().isEmpty() || seen.add(object.uid())) {
          objects.add(object);
        }
      }
    }
    return objects;
  }

  /** The namespace itself, and every object of the cluster of the kinds that may be needed. */
  List<KubernetesObject> ofCluster(String namespace) {
    List<KubernetesObject> objects = new ArrayList<>();
    for (GroupKind kind : new TreeSet<>(ClusterNeeds.KINDS)) {
      work.checkActive();
      Optional<ResourceType> type = surface.find(kind);
      if (type.isPresent() && kind.equals(NAMESPACE)) {
        api.get(type.get(), null, null, namespace).ifPresent(objects::add);
      } else if (type.isPresent()) {
        objects.addAll(api.list(type.get(), null));
      }
    }
    return objects;
  }

  /** Groups and versions that did not answer and are not the cluster's own. */
  List<String> notAnswered() {
    return List.copyOf(notAnswered);
  }

  private List<KubernetesObject> list(ResourceType type, String namespace) {
    try {
      return api.list(type, namespace);
    } catch (ClusterUnavailableException e) {
      if (!type.aggregated()) {
        throw e;
      }
      notAnswered.add(type.apiVersion());
      work.progress("no answer for " + type.apiVersion() + ": its objects are not captured");
      return List.of();
    }
  }
}
