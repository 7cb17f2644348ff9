// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.sandbox.cluster.store.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the directories behind a pod's volumes. */
final class PodVolumes {
  private final ProjectedFiles projected;
  private final ClaimedVolumes claims;

  PodVolumes(ReferencedData data, ClaimedVolumes claims) {
    this.projected = new ProjectedFiles(data);
    this.claims = claims;
  }

  /**
   * Prepares every volume.
   *
   * @return directory by volume name
   * @throws NotYetException when a claim is not bound, something referred to is missing, or a kind
   *     of volume is not served
   */
  Map<String, Path> prepare(JsonNode pod, PodPaths paths) throws IOException {
    Map<String, Path> directories = new LinkedHashMap<>();
    JsonNode spec = pod.path("spec");
    for (JsonNode volume : spec.path("volumes")) {
      String name = volume.path("name").asText();
      Path directory = prepare(pod, volume, paths.volume(name));
      JsonNode group = spec.path("securityContext").path("fsGroup");
      if (group.isNumber()) {
        boolean fixed = !volume.has("persistentVolumeClaim") && !volume.has("emptyDir");
        DirectoryTree.giveToGroup(directory, group.asInt(), fixed);
      }
      directories.put(name, directory);
    }
    return directories;
  }

  private Path prepare(JsonNode pod, JsonNode volume, Path own) throws IOException {
    if (volume.has("persistentVolumeClaim")) {
      String claim = volume.path("persistentVolumeClaim").path("claimName").asText();
      return claims
          .directory(Metadata.namespace(pod), claim)
          .orElseThrow(
              () -> new NotYetException("persistentvolumeclaim \"" + claim + "\" is not bound"));
    }
    if (volume.has("emptyDir")) {
      Files.createDirectories(own);
      Files.setAttribute(own, "unix:mode", 0777);
      return own;
    }
    projected.write(pod, volume, own);
    return own;
  }
}
