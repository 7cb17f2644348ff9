// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What the shop's manifests say of its writers. */
final class Manifests {

  private Manifests() {}

  /** One of the scripts that the writers run. */
  static String script(String name) throws IOException {
    return writers().stream()
        .filter(object -> object.getMetadata().getName().equals("writer-scripts"))
        .map(object -> ((ConfigMap) object).getData().get(name))
        .findFirst()
        .orElseThrow();
  }

  /** Every object of them. */
  static List<HasMetadata> writers() throws IOException {
    KubernetesSerialization yaml = new KubernetesSerialization();
    try (InputStream file = Shop.class.getResourceAsStream("/shop/50-writers.yaml")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^---$", -1))
          .map(part -> (HasMetadata) yaml.unmarshal(part))
          .toList();
    }
  }
}
