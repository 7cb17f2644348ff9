// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.contracts.application.Relation;
import io.slackwater.contracts.application.RelationKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the objects of an application depend on each other, in an order that does not change. */
public final class Relations {

  private static final Comparator<Relation> ORDER =
      Comparator.comparing((Relation r) -> r.from().toString())
          .thenComparing(Relation::kind)
          .thenComparing(r -> r.to().toString());

  private final Collection<KubernetesObject> objects;
  private final Siblings siblings;
  private final Set<String> claims;
  private final Set<Relation> found = new LinkedHashSet<>();

  private Relations(Collection<KubernetesObject> objects) {
    this.objects = objects;
    this.siblings = new Siblings(objects);
    this.claims = new LinkedHashSet<>();
    for (KubernetesObject object : objects) {
      if (object.is("", "PersistentVolumeClaim")) {
        claims.add(object.name());
      }
    }
  }

  /**
   * The relations between these objects; a dependency on an object that is not here is left out.
   */
  public static List<Relation> among(Collection<KubernetesObject> objects) {
    Relations relations = new Relations(objects);
    objects.forEach(relations::from);
    List<Relation> sorted = new ArrayList<>(relations.found);
    sorted.sort(ORDER);
    return sorted;
  }

  private void from(KubernetesObject object) {
    PodTemplate.of(object).ifPresent(template -> workload(object, template));
    siblings.controllerOf(object).ifPresent(owner -> add(object, RelationKind.OWNED_BY, owner));
    switch (object.kind()) {
      case "Service" -> service(object);
      case "Ingress" -> ingress(object);
      case "RoleBinding", "ClusterRoleBinding" -> binding(object);
      case "CustomResourceDefinition" -> definition(object);
      default -> {
        // Other kinds depend on nothing that these relations name.
      }
    }
  }

  private void workload(KubernetesObject workload, PodTemplate template) {
    RelationKind mounts = RelationKind.MOUNTS;
    RelationKind reads = RelationKind.READS;
    Claims.of(workload, claims).forEach(n -> near(workload, mounts, "PersistentVolumeClaim", n));
    template.mountedConfigMaps().forEach(n -> near(workload, mounts, "ConfigMap", n));
    template.mountedSecrets().forEach(n -> near(workload, mounts, "Secret", n));
    template.readConfigMaps().forEach(n -> near(workload, reads, "ConfigMap", n));
    template.readSecrets().forEach(n -> near(workload, reads, "Secret", n));
    near(workload, RelationKind.RUNS_AS, "ServiceAccount", template.serviceAccount());
  }

  private void service(KubernetesObject service) {
    for (KubernetesObject target : objects) {
      Optional<PodTemplate> template = PodTemplate.of(target);
      if (template.isPresent() && Services.routes(service, template.get())) {
        add(service, RelationKind.ROUTES_TO, target);
      }
    }
  }

  private void ingress(KubernetesObject ingress) {
    for (String name : Services.behind(ingress)) {
      near(ingress, RelationKind.ROUTES_TO, "Service", name);
    }
  }

  private void binding(KubernetesObject binding) {
    JsonNode role = binding.at("/roleRef");
    GroupKind type = new GroupKind("rbac.authorization.k8s.io", role.path("kind").asText());
    String namespace = type.kind().equals("Role") ? binding.namespace() : null;
    siblings
        .find(new ObjectKey(type, namespace, role.path("name").asText()))
        .ifPresent(to -> add(binding, RelationKind.GRANTS, to));
    for (JsonNode subject : binding.at("/subjects")) {
      if (subject.path("kind").asText().equals("ServiceAccount")) {
        ObjectKey key =
            new ObjectKey(
                new GroupKind("", "ServiceAccount"),
                subject.path("namespace").asText(),
                subject.path("name").asText());
        siblings.find(key).ifPresent(to -> add(binding, RelationKind.GRANTS, to));
      }
    }
  }

  private void definition(KubernetesObject definition) {
    GroupKind type = CustomResources.definedBy(definition);
    objects.stream()
        .filter(object -> object.type().equals(type))
        .forEach(object -> add(object, RelationKind.DEFINED_BY, definition));
  }

  private void near(KubernetesObject from, RelationKind kind, String toKind, String name) {
    siblings.near(from, "", toKind, name).ifPresent(to -> add(from, kind, to));
  }

  private void add(KubernetesObject from, RelationKind kind, KubernetesObject to) {
    found.add(new Relation(from.ref(), kind, to.ref()));
  }
}
