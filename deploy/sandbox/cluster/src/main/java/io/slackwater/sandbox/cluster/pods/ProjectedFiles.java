// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.sandbox.cluster.store.Metadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Volumes whose files come from the API: secret, configMap, downwardAPI, and projected ones made of
 * these. They are written when the pod starts and do not follow later changes.
 */
final class ProjectedFiles {
  private static final int DEFAULT_MODE = 0644;

  private final ReferencedData data;

  ProjectedFiles(ReferencedData data) {
    this.data = data;
  }

  void write(JsonNode pod, JsonNode volume, Path directory) throws IOException {
    DirectoryTree.delete(directory);
    Files.createDirectories(directory);
    if (volume.has("projected")) {
      int mode = volume.path("projected").path("defaultMode").asInt(DEFAULT_MODE);
      for (JsonNode source : volume.path("projected").path("sources")) {
        writeSource(pod, source, mode, directory);
      }
    } else {
      writeSource(pod, volume, -1, directory);
    }
  }

  private void writeSource(JsonNode pod, JsonNode source, int givenMode, Path directory)
      throws IOException {
    String namespace = Metadata.namespace(pod);
    if (source.has("secret")) {
      JsonNode secret = source.path("secret");
      String name = secret.path("secretName").asText(secret.path("name").asText());
      boolean optional = secret.path("optional").asBoolean();
      items(data.secret(namespace, name, optional), secret, givenMode, directory);
    } else if (source.has("configMap")) {
      JsonNode map = source.path("configMap");
      String name = map.path("name").asText();
      boolean optional = map.path("optional").asBoolean();
      items(data.configMap(namespace, name, optional), map, givenMode, directory);
    } else if (source.has("downwardAPI")) {
      for (JsonNode item : source.path("downwardAPI").path("items")) {
        String value = PodFields.value(pod, item.path("fieldRef").path("fieldPath").asText());
        file(
            directory,
            item.path("path").asText(),
            value.getBytes(StandardCharsets.UTF_8),
            DEFAULT_MODE);
      }
    } else if (!source.has("serviceAccountToken")) {
      throw new NotYetException("a sandbox cluster does not serve this kind of volume: " + source);
    }
  }

  private static void items(
      Map<String, byte[]> content, JsonNode source, int givenMode, Path directory)
      throws IOException {
    int mode = givenMode >= 0 ? givenMode : source.path("defaultMode").asInt(DEFAULT_MODE);
    if (!source.has("items")) {
      for (Map.Entry<String, byte[]> entry : content.entrySet()) {
        file(directory, entry.getKey(), entry.getValue(), mode);
      }
      return;
    }
    for (JsonNode item : source.path("items")) {
      byte[] bytes = content.get(item.path("key").asText());
      if (bytes == null) {
        throw new NotYetException("references non-existent key: " + item.path("key").asText());
      }
      file(directory, item.path("path").asText(), bytes, item.path("mode").asInt(mode));
    }
  }

  private static void file(Path directory, String name, byte[] bytes, int mode) throws IOException {
    Path file = directory.resolve(name).normalize();
    if (!file.startsWith(directory)) {
      throw new NotYetException("a path in a volume must not leave it: " + name);
    }
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    Files.setAttribute(file, "unix:mode", mode);
  }
}
