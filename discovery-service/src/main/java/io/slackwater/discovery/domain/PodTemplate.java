// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the pods of a workload are made from, and what they need. */
public final class PodTemplate {

  private static final Set<GroupKind> TEMPLATED =
      Set.of(
          new GroupKind("apps", "Deployment"),
          new GroupKind("apps", "StatefulSet"),
          new GroupKind("apps", "DaemonSet"),
          new GroupKind("apps", "ReplicaSet"),
          new GroupKind("batch", "Job"),
          new GroupKind("", "ReplicationController"));
  private static final GroupKind CRON_JOB = new GroupKind("batch", "CronJob");
  private static final GroupKind POD = new GroupKind("", "Pod");

  private final JsonNode metadata;
  private final JsonNode spec;

  private PodTemplate(JsonNode metadata, JsonNode spec) {
    this.metadata = metadata;
    this.spec = spec;
  }

  /** The template of a workload; empty when the object is not one that Kubernetes knows. */
  public static Optional<PodTemplate> of(KubernetesObject object) {
    if (object.type().equals(POD)) {
      return Optional.of(new PodTemplate(object.at("/metadata"), object.at("/spec")));
    }
    if (object.type().equals(CRON_JOB)) {
      return Optional.of(under(object, "/spec/jobTemplate/spec/template"));
    }
    return TEMPLATED.contains(object.type())
        ? Optional.of(under(object, "/spec/template"))
        : Optional.empty();
  }

  /** The JSON pointer of the pod specification inside a workload of a kind. */
  static Optional<String> specPointer(GroupKind type) {
    if (type.equals(POD)) {
      return Optional.of("/spec");
    }
    if (type.equals(CRON_JOB)) {
      return Optional.of("/spec/jobTemplate/spec/template/spec");
    }
    return TEMPLATED.contains(type) ? Optional.of("/spec/template/spec") : Optional.empty();
  }

  private static PodTemplate under(KubernetesObject object, String pointer) {
    return new PodTemplate(object.at(pointer + "/metadata"), object.at(pointer + "/spec"));
  }

  /** The pod specification. Not to be changed. */
  public JsonNode spec() {
    return spec;
  }

  /** The pods' labels. */
  public Map<String, String> labels() {
    return KubernetesObject.texts(metadata.path("labels"));
  }

  /** Init containers and containers, in their order. */
  public List<JsonNode> containers() {
    List<JsonNode> containers = new ArrayList<>();
    spec.path("initContainers").forEach(containers::add);
    spec.path("containers").forEach(containers::add);
    return containers;
  }

  /** The images, each once, in their order. */
  public List<String> images() {
    return containers().stream().map(c -> c.path("image").asText()).distinct().toList();
  }

  /** The service account, {@code default} when none is named. */
  public String serviceAccount() {
    String name = spec.path("serviceAccountName").asText();
    return name.isEmpty() ? "default" : name;
  }

  /** The priority class; empty when none is named. */
  public String priorityClass() {
    return spec.path("priorityClassName").asText();
  }

  /** Names of the claims that are mounted, without those of a StatefulSet's own templates. */
  public Set<String> claims() {
    Set<String> names = new TreeSet<>();
    spec.path("volumes").forEach(v -> add(names, v.at("/persistentVolumeClaim/claimName")));
    return names;
  }

  /** Names of the claims that a container mounts, by volume. */
  Set<String> volumesOf(String container) {
    Set<String> names = new TreeSet<>();
    for (JsonNode candidate : containers()) {
      if (candidate.path("name").asText().equals(container)) {
        candidate.path("volumeMounts").forEach(mount -> add(names, mount.path("name")));
        candidate.path("volumeDevices").forEach(device -> add(names, device.path("name")));
      }
    }
    return names;
  }

  /** Names of the ConfigMaps that are mounted. */
  public Set<String> mountedConfigMaps() {
    Set<String> names = new TreeSet<>();
    for (JsonNode volume : spec.path("volumes")) {
      add(names, volume.at("/configMap/name"));
      volume.at("/projected/sources").forEach(s -> add(names, s.at("/configMap/name")));
    }
    return names;
  }

  /** Names of the Secrets that are mounted. */
  public Set<String> mountedSecrets() {
    Set<String> names = new TreeSet<>();
    for (JsonNode volume : spec.path("volumes")) {
      add(names, volume.at("/secret/secretName"));
      add(names, volume.at("/csi/nodePublishSecretRef/name"));
      volume.at("/projected/sources").forEach(s -> add(names, s.at("/secret/name")));
    }
    return names;
  }

  /** Names of the ConfigMaps that are read into the environment. */
  public Set<String> readConfigMaps() {
    return environment("configMapRef", "configMapKeyRef");
  }

  /** Names of the Secrets that are read into the environment, or that pull images. */
  public Set<String> readSecrets() {
    Set<String> names = environment("secretRef", "secretKeyRef");
    spec.path("imagePullSecrets").forEach(s -> add(names, s.path("name")));
    return names;
  }

  /** Every text in commands, arguments and environment: where host names are written. */
  Set<String> words() {
    Set<String> words = new TreeSet<>();
    for (JsonNode container : containers()) {
      container.path("command").forEach(text -> add(words, text));
      container.path("args").forEach(text -> add(words, text));
      container.path("env").forEach(variable -> add(words, variable.path("value")));
    }
    return words;
  }

  private Set<String> environment(String whole, String single) {
    Set<String> names = new TreeSet<>();
    for (JsonNode container : containers()) {
      container.path("envFrom").forEach(source -> add(names, source.path(whole).path("name")));
      container
          .path("env")
          .forEach(variable -> add(names, variable.path("valueFrom").path(single).path("name")));
    }
    return names;
  }

  private static void add(Set<String> names, JsonNode name) {
    if (name.isTextual() && !name.textValue().isEmpty()) {
      names.add(name.textValue());
    }
  }
}
