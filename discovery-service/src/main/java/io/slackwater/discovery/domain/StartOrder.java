// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The order in which workloads start: a workload comes after those whose services it names in its
 * commands, arguments, environment, or in a ConfigMap that it reads or mounts. A hint from text, so
 * it only orders, it never leaves anything out; workloads that name each other start together.
 */
final class StartOrder {

  private final Map<KubernetesObject, Set<KubernetesObject>> needs = new LinkedHashMap<>();

  private StartOrder(List<KubernetesObject> workloads, Collection<KubernetesObject> all) {
    Siblings siblings = new Siblings(all);
    for (KubernetesObject workload : workloads) {
      PodTemplate template = PodTemplate.of(workload).orElseThrow();
      Set<String> words = new TreeSet<>(template.words());
      Set<String> configMaps = new TreeSet<>(template.readConfigMaps());
      configMaps.addAll(template.mountedConfigMaps());
      for (String name : configMaps) {
        Optional<KubernetesObject> map = siblings.near(workload, "", "ConfigMap", name);
        map.ifPresent(m -> words.addAll(KubernetesObject.texts(m.at("/data")).values()));
      }
      needs.put(workload, named(words, workload, workloads, all));
    }
  }

  /** Groups of workloads; each group needs only groups before it. */
  static List<List<KubernetesObject>> of(
      List<KubernetesObject> workloads, Collection<KubernetesObject> all) {
    StartOrder order = new StartOrder(workloads, all);
    List<List<KubernetesObject>> groups = new ArrayList<>();
    Set<KubernetesObject> started = new HashSet<>();
    List<KubernetesObject> waiting = new ArrayList<>(workloads);
    while (!waiting.isEmpty()) {
      List<KubernetesObject> free =
          waiting.stream().filter(w -> started.containsAll(order.needs(w))).toList();
      List<KubernetesObject> group = free.isEmpty() ? List.copyOf(waiting) : free;
      groups.add(group);
      started.addAll(group);
      waiting.removeAll(group);
    }
    return groups;
  }

  private Set<KubernetesObject> needs(KubernetesObject workload) {
    return needs.getOrDefault(workload, Set.of());
  }

  private static Set<KubernetesObject> named(
      Set<String> words,
      KubernetesObject workload,
      List<KubernetesObject> workloads,
      Collection<KubernetesObject> all) {
    Set<KubernetesObject> named = new HashSet<>();
    Map<KubernetesObject, PodTemplate> templates = new HashMap<>();
    workloads.forEach(w -> templates.put(w, PodTemplate.of(w).orElseThrow()));
    for (KubernetesObject service : all) {
      if (service.is("", "Service") && mentions(words, service.name())) {
        for (KubernetesObject other : workloads) {
          PodTemplate template = templates.get(other);
          if (!other.equals(workload) && template != null && Services.routes(service, template)) {
            named.add(other);
          }
        }
      }
    }
    return named;
  }

  private static boolean mentions(Set<String> words, String host) {
    Pattern whole =
        Pattern.compile("(?<![-.A-Za-z0-9])" + Pattern.quote(host) + "(?![-A-Za-z0-9])");
    return words.stream().anyMatch(word -> whole.matcher(word).find());
  }
}
