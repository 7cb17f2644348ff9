// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.discovery.Shop;
import io.slackwater.discovery.domain.ApiSurface;
import io.slackwater.discovery.domain.CustomResources;
import io.slackwater.discovery.domain.GroupKind;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.ObjectKey;
import io.slackwater.discovery.domain.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cluster in memory: it fills in ids, serves new definitions, and gets workloads ready. */
final class FakeCluster implements ClusterApi {

  private static final Set<String> CLUSTER_WIDE =
      Set.of(
          "Namespace",
          "ClusterRole",
          "ClusterRoleBinding",
          "PriorityClass",
          "StorageClass",
          "PersistentVolume",
          "VolumeSnapshotContent",
          "CustomResourceDefinition");

  final List<String> written = new ArrayList<>();

  /** What happens right after an object was looked up. */
  Runnable afterLook = () -> {};

  private final Map<ObjectKey, KubernetesObject> objects = new LinkedHashMap<>();
  private final Map<GroupKind, ResourceType> builtIn = new LinkedHashMap<>();
  private final Set<GroupKind> silent = new HashSet<>();
  private boolean workloadsGetReady = true;
  private int ids = 1000;
  private int writesLeft = Integer.MAX_VALUE;
  private boolean diesAfterWriting;

  /** A cluster that serves Kubernetes' own kinds and holds the objects. */
  FakeCluster(List<KubernetesObject> objects) {
    for (KubernetesObject object : Shop.objects()) {
      if (object.type().group().indexOf('.') < 0 || object.type().group().endsWith(".k8s.io")) {
        builtIn.put(object.type(), type(object.type(), version(object), false));
      }
    }
    objects.forEach(object -> this.objects.put(object.key(), object));
  }

  /** A kind whose objects cannot be read any more. */
  void silence(String group, String kind, boolean fromAnotherServer) {
    GroupKind type = new GroupKind(group, kind);
    silent.add(type);
    builtIn.put(type, type(type, "v1", fromAnotherServer));
  }

  /** A kind that it serves from now on. */
  void serve(String group, String kind) {
    GroupKind type = new GroupKind(group, kind);
    builtIn.put(type, type(type, "v1", false));
  }

  /**
   * After this many more writes whoever writes dies.
   *
   * @param afterWriting whether the next write still takes effect
   */
  void killAfter(int writes, boolean afterWriting) {
    writesLeft = writes;
    diesAfterWriting = afterWriting;
  }

  /** From now on no workload gets ready. */
  void keepWorkloadsDown() {
    workloadsGetReady = false;
  }

  void put(KubernetesObject object) {
    objects.put(object.key(), object);
  }

  void deleteNamespace(String namespace) {
    objects
        .keySet()
        .removeIf(
            key ->
                namespace.equals(key.namespace())
                    || key.type().kind().equals("Namespace") && key.name().equals(namespace));
  }

  void deleteObject(String kind, String name) {
    objects.keySet().removeIf(key -> key.type().kind().equals(kind) && key.name().equals(name));
  }

  @Nullable KubernetesObject object(String kind, String name) {
    return objects.values().stream()
        .filter(o -> o.kind().equals(kind) && o.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public ApiSurface surface() {
    Map<GroupKind, ResourceType> types = new LinkedHashMap<>(builtIn);
    for (KubernetesObject object : objects.values()) {
      if (object.type().equals(CustomResources.DEFINITION) && CustomResources.established(object)) {
        GroupKind type = CustomResources.definedBy(object);
        types.put(type, type(type, "v1", false));
      }
    }
    return new ApiSurface(List.copyOf(types.values()), List.of());
  }

  @Override
  public List<KubernetesObject> list(ResourceType type, @Nullable String namespace) {
    if (silent.contains(type.type())) {
      throw new ClusterUnavailableException("GET " + type.plural(), "503", null);
    }
    return objects.values().stream()
        .filter(o -> o.type().equals(type.type()))
        .filter(o -> namespace == null || namespace.equals(o.namespace()))
        .toList();
  }

  @Override
  public Optional<KubernetesObject> get(
      ResourceType type, @Nullable String apiVersion, @Nullable String namespace, String name) {
    Optional<KubernetesObject> found =
        Optional.ofNullable(objects.get(new ObjectKey(type.type(), namespace, name)));
    afterLook.run();
    return found;
  }

  @Override
  public boolean create(ResourceType type, KubernetesObject object) {
    if (objects.containsKey(object.key())) {
      return false;
    }
    boolean dies = writesLeft-- == 0;
    if (dies && !diesAfterWriting) {
      throw new Killed();
    }
    written.add(object.toString());
    put(Shop.changed(object, this::fillIn));
    if (object.kind().equals("Namespace")) {
      put(
          Shop.parse(
              "{apiVersion: v1, kind: ServiceAccount, metadata: {name: default, namespace: %s}}"
                  .formatted(object.name())));
    }
    if (dies) {
      throw new Killed();
    }
    return true;
  }

  @Override
  public boolean replace(ResourceType type, KubernetesObject object) {
    written.add(object.toString());
    put(object);
    return true;
  }

  /** The death of whoever wrote. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void fillIn(ObjectNode json) {
    json.withObject("/metadata").put("uid", "uid-" + ids++).put("resourceVersion", "" + ids++);
    switch (json.path("kind").asText()) {
      case "CustomResourceDefinition" ->
          json.putObject("status")
              .putArray("conditions")
              .addObject()
              .put("type", "Established")
              .put("status", "True");
      case "StatefulSet", "Deployment" -> {
        if (workloadsGetReady) {
          json.putObject("status").put("readyReplicas", json.at("/spec/replicas").asInt());
        }
      }
      case "Pod" -> json.putObject("status").put("phase", "Succeeded");
      case "Service" -> {
        if (!json.path("spec").has("clusterIP")) {
          json.withObject("/spec").put("clusterIP", "10.0.9." + ids % 250);
        }
      }
      default -> {
        // Nothing is filled in.
      }
    }
  }

  private static ResourceType type(GroupKind type, String version, boolean aggregated) {
    return new ResourceType(
        type,
        version,
        type.kind().toLowerCase(Locale.ROOT) + "s",
        !CLUSTER_WIDE.contains(type.kind()),
        Set.of("get", "list", "create", "watch"),
        aggregated);
  }

  private static String version(KubernetesObject object) {
    String apiVersion = object.apiVersion();
    return Objects.requireNonNull(apiVersion).substring(apiVersion.indexOf('/') + 1);
  }
}
