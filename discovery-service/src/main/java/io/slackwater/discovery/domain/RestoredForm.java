// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.task.RestoreTarget;
import java.util.List;
import java.util.Map;

/**
 * What a captured object is made again as: stripped, and moved to the target's namespace.
 *
 * @param source the namespace it was captured in
 * @param target the namespace it is made in
 * @param storageClasses the class of a claim there, by the one it was captured with
 */
public record RestoredForm(String source, String target, Map<String, String> storageClasses) {

  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String STORAGE_CLASS = "storageClassName";
  private static final String NAMESPACE_LABEL = "kubernetes.io/metadata.name";

  /** Copies the map. */
  public RestoredForm {
    storageClasses = Map.copyOf(storageClasses);
  }

  /** The form in which claims keep their storage classes. */
  public RestoredForm(String source, String target) {
    this(source, target, Map.of());
  }

  /** The form that a target wants. */
  public static RestoredForm at(String source, RestoreTarget target) {
    return new RestoredForm(
        source,
        target.namespace(),
        target.transforms() == null ? Map.of() : target.transforms().storageClasses());
  }

  /** The form of a captured object. */
  public KubernetesObject of(KubernetesObject captured) {
    ObjectNode json = Stripped.of(captured);
    if (!source.equals(target)) {
      move(captured, json);
    }
    if (captured.is("", "PersistentVolumeClaim")) {
      storageClass(json.at("/spec"));
    }
    json.at("/spec/volumeClaimTemplates").forEach(claim -> storageClass(claim.path("spec")));
    return KubernetesObject.of(json);
  }

  /** What is sent to the API server: the form, with the restore's label. */
  public KubernetesObject labelled(KubernetesObject captured, RunId run) {
    ObjectNode json = of(captured).copy();
    json.withObject("/metadata").withObject("/labels").put(Marks.RESTORED_BY, run.value());
    return KubernetesObject.of(json);
  }

  private void move(KubernetesObject captured, ObjectNode json) {
    ObjectNode metadata = (ObjectNode) json.path("metadata");
    if (source.equals(captured.namespace())) {
      metadata.put("namespace", target);
    }
    if (json.at("/metadata/annotations").has(APPLIED)) {
      Trees.remove(json, "/metadata/annotations", List.of(APPLIED));
      Trees.removeIfEmpty(json, "/metadata", "annotations");
    }
    switch (captured.kind()) {
      case "Namespace" -> metadata.put("name", target);
      case "RoleBinding" -> subjects(json);
      case "ClusterRoleBinding" -> {
        metadata.put("name", captured.name() + "-" + target);
        Trees.removeElements(json, "/subjects", s -> !ofSource(s));
        subjects(json);
      }
      case "NetworkPolicy" -> {
        peers(json.at("/spec/ingress"), "from");
        peers(json.at("/spec/egress"), "to");
      }
      default -> {
        // Names no namespace in a place that Kubernetes defines.
      }
    }
  }

  private void storageClass(JsonNode claim) {
    String there = storageClasses.get(claim.path(STORAGE_CLASS).asText());
    if (there != null) {
      ((ObjectNode) claim).put(STORAGE_CLASS, there);
    }
  }

  private boolean ofSource(JsonNode subject) {
    return subject.path("namespace").asText().equals(source);
  }

  private void subjects(ObjectNode json) {
    for (JsonNode subject : json.path("subjects")) {
      if (ofSource(subject)) {
        ((ObjectNode) subject).put("namespace", target);
      }
    }
  }

  private void peers(JsonNode rules, String direction) {
    for (JsonNode rule : rules) {
      for (JsonNode peer : rule.path(direction)) {
        JsonNode selector = peer.path("namespaceSelector");
        if (selector.path("matchLabels").path(NAMESPACE_LABEL).asText().equals(source)) {
          ((ObjectNode) selector.path("matchLabels")).put(NAMESPACE_LABEL, target);
        }
        selector.path("matchExpressions").forEach(this::expression);
      }
    }
  }

  private void expression(JsonNode expression) {
    if (expression.path("key").asText().equals(NAMESPACE_LABEL)
        && expression.path("values") instanceof ArrayNode values) {
      for (int i = 0; i < values.size(); i++) {
        if (values.path(i).asText().equals(source)) {
          values.set(i, target);
        }
      }
    }
  }
}
