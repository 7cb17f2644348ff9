// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.contracts.application.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which objects of a namespace belong to an application. Without a selector: all that are not left
 * out. With one: those that it selects, what they own and need (claims, configuration, accounts and
 * their roles), and what leads to them or guards them (services, ingresses, autoscalers, disruption
 * budgets, network policies).
 */
public final class Members {

  private static final Comparator<KubernetesObject> ORDER =
      Comparator.comparing(KubernetesObject::key);

  private final List<KubernetesObject> candidates;
  private final Siblings siblings;
  private final Map<ObjectKey, KubernetesObject> members = new LinkedHashMap<>();

  private Members(Collection<KubernetesObject> namespace) {
    this.siblings = new Siblings(namespace);
    this.candidates =
        namespace.stream()
            .filter(o -> LeftOut.reason(o, siblings).isEmpty())
            .sorted(ORDER)
            .toList();
  }

  /**
   * The members, by kind and name.
   *
   * @param namespace every object of the scope's namespace
   * @throws InvalidSelectorException when the scope's selector cannot be read
   */
  public static List<KubernetesObject> of(Scope scope, Collection<KubernetesObject> namespace) {
    Members all = new Members(namespace);
    String text = scope.selector();
    if (text == null) {
      return all.candidates;
    }
    return all.selectedBy(LabelSelector.parse(text));
  }

  private List<KubernetesObject> selectedBy(LabelSelector selector) {
    for (KubernetesObject candidate : candidates) {
      if (selector.matches(candidate.labels())) {
        add(siblings.rootOf(candidate));
        add(candidate);
      }
    }
    int before;
    do {
      before = members.size();
      grow();
    } while (members.size() > before);
    return members.values().stream().sorted(ORDER).toList();
  }

  private void grow() {
    for (KubernetesObject candidate : candidates) {
      if (!members.containsKey(candidate.key())
          && (ownedByMember(candidate) || leadsToMember(candidate))) {
        add(candidate);
      }
    }
    List.copyOf(members.values()).forEach(this::addNeeds);
  }

  private void addNeeds(KubernetesObject member) {
    Optional<PodTemplate> template = PodTemplate.of(member);
    if (template.isPresent()) {
      template.get().mountedConfigMaps().forEach(n -> addNear(member, "ConfigMap", n));
      template.get().readConfigMaps().forEach(n -> addNear(member, "ConfigMap", n));
      template.get().mountedSecrets().forEach(n -> addNear(member, "Secret", n));
      template.get().readSecrets().forEach(n -> addNear(member, "Secret", n));
      addNear(member, "ServiceAccount", template.get().serviceAccount());
      Claims.of(member, claimNames()).forEach(n -> addNear(member, "PersistentVolumeClaim", n));
    }
    if (member.is("rbac.authorization.k8s.io", "RoleBinding")) {
      String role = member.at("/roleRef/name").asText();
      siblings.near(member, "rbac.authorization.k8s.io", "Role", role).ifPresent(this::add);
    }
    if (member.is("networking.k8s.io", "Ingress")) {
      Services.behind(member).forEach(n -> addNear(member, "Service", n));
    }
  }

  private boolean ownedByMember(KubernetesObject candidate) {
    return siblings
        .controllerOf(candidate)
        .filter(owner -> members.containsKey(owner.key()))
        .isPresent();
  }

  private boolean leadsToMember(KubernetesObject candidate) {
    return switch (candidate.kind()) {
      case "Service" -> anyTemplate(template -> Services.routes(candidate, template));
      case "PodDisruptionBudget" -> guards(candidate, "/spec/selector");
      case "NetworkPolicy" -> guards(candidate, "/spec/podSelector");
      case "HorizontalPodAutoscaler" -> scalesMember(candidate);
      case "RoleBinding" -> bindsMember(candidate);
      case "Ingress" -> Services.behind(candidate).stream().anyMatch(n -> isMember("Service", n));
      default -> false;
    };
  }

  private boolean guards(KubernetesObject guard, String pointer) {
    JsonNode selector = guard.at(pointer);
    return !selector.isEmpty()
        && anyTemplate(template -> LabelSelector.of(selector).matches(template.labels()));
  }

  private boolean scalesMember(KubernetesObject autoscaler) {
    String kind = autoscaler.at("/spec/scaleTargetRef/kind").asText();
    return isMember(kind, autoscaler.at("/spec/scaleTargetRef/name").asText());
  }

  private boolean bindsMember(KubernetesObject binding) {
    for (JsonNode subject : binding.at("/subjects")) {
      if (subject.path("kind").asText().equals("ServiceAccount")
          && subject.path("namespace").asText().equals(binding.namespace())
          && isMember("ServiceAccount", subject.path("name").asText())) {
        return true;
      }
    }
    return false;
  }

  private boolean anyTemplate(Predicate<PodTemplate> test) {
    return members.values().stream().map(PodTemplate::of).flatMap(Optional::stream).anyMatch(test);
  }

  private boolean isMember(String kind, String name) {
    return members.keySet().stream()
        .anyMatch(key -> key.type().kind().equals(kind) && key.name().equals(name));
  }

  private List<String> claimNames() {
    List<String> names = new ArrayList<>();
    for (KubernetesObject candidate : candidates) {
      if (candidate.is("", "PersistentVolumeClaim")) {
        names.add(candidate.name());
      }
    }
    return names;
  }

  private void addNear(KubernetesObject member, String kind, String name) {
    siblings.near(member, "", kind, name).ifPresent(this::add);
  }

  private void add(KubernetesObject object) {
    if (LeftOut.reason(object, siblings).isEmpty()) {
      members.put(object.key(), object);
    }
  }
}
