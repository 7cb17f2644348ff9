// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.sandbox.cluster.store.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a container's specification into a plan. */
final class ContainerPlanner {
  private final NodeOptions options;
  private final Environment environment;

  ContainerPlanner(NodeOptions options, Environment environment) {
    this.options = options;
    this.environment = environment;
  }

  /**
   * Makes the plan.
   *
   * @throws NotYetException when something that the container refers to is missing
   */
  ContainerPlan plan(
      JsonNode pod,
      JsonNode container,
      PodPaths paths,
      Path networkNamespace,
      Map<String, Path> volumes)
      throws IOException {
    String name = container.path("name").asText();
    Identity identity = Identity.of(pod, container);
    Map<String, String> variables = environment.of(pod, container, identity);
    List<String> command = new ArrayList<>(Environment.words(container.path("command"), variables));
    if (command.isEmpty()) {
      throw new NotYetException(
          "container %s names no command, and images have no entry points here".formatted(name));
    }
    command.addAll(Environment.words(container.path("args"), variables));
    return new ContainerPlan(
        name,
        Metadata.name(pod),
        paths.container(name),
        image(container.path("image").asText("")),
        mounts(pod, container, paths, volumes, variables),
        networkNamespace,
        variables,
        identity,
        container.path("workingDir").asText("/"),
        command);
  }

  private @Nullable Path image(String image) {
    Path files = options.imageFiles(image);
    return !image.isEmpty() && Files.isDirectory(files) ? files : null;
  }

  private static List<ContainerPlan.Mount> mounts(
      JsonNode pod,
      JsonNode container,
      PodPaths paths,
      Map<String, Path> volumes,
      Map<String, String> variables)
      throws IOException {
    List<ContainerPlan.Mount> mounts = new ArrayList<>();
    mounts.add(new ContainerPlan.Mount(paths.hosts(), "/etc/hosts", false));
    Set<String> readOnlyVolumes = readOnlyVolumes(pod);
    for (JsonNode mount : container.path("volumeMounts")) {
      Path source = volumes.get(mount.path("name").asText());
      if (source == null) {
        throw new NotYetException("no volume is named " + mount.path("name").asText());
      }
      String subPath =
          Expansion.expand(
              mount.path("subPathExpr").asText(mount.path("subPath").asText("")), variables);
      Path inside = source.resolve(subPath).normalize();
      if (!inside.startsWith(source)) {
        throw new NotYetException("a subPath must not leave its volume: " + subPath);
      }
      if (!Files.exists(inside)) {
        Files.createDirectories(inside);
      }
      mounts.add(
          new ContainerPlan.Mount(
              inside,
              mount.path("mountPath").asText(),
              mount.path("readOnly").asBoolean()
                  || readOnlyVolumes.contains(mount.path("name").asText())));
    }
    return mounts;
  }

  /** Secrets and the like cannot be written to; a claim cannot when its volume says so. */
  private static Set<String> readOnlyVolumes(JsonNode pod) {
    Set<String> names = new HashSet<>();
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      boolean claim = volume.has("persistentVolumeClaim");
      boolean fixed = !claim && !volume.has("emptyDir");
      if (fixed || volume.path("persistentVolumeClaim").path("readOnly").asBoolean()) {
        names.add(volume.path("name").asText());
      }
    }
    return names;
  }
}
