// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Names in place of cluster DNS. A Service's names lead to one of its ready pods; the names of pods
 * behind a headless Service lead to the pods. Short names are those of the pod's own namespace.
 */
final class HostsFile {
  private final ObjectStore store;

  HostsFile(ObjectStore store) {
    this.store = store;
  }

  /** Brings a pod's file up to date, in place: it is mounted into its containers. */
  void write(Path file, JsonNode pod, String address) throws IOException {
    byte[] wanted = content(pod, address).getBytes(StandardCharsets.UTF_8);
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), wanted)) {
      return;
    }
    Files.write(
        file,
        wanted,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private String content(JsonNode pod, String address) {
    StringBuilder hosts = new StringBuilder();
    hosts.append("127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n");
    hosts.append(address).append('\t').append(Metadata.name(pod)).append('\n');
    for (ObjectNode endpoints : store.list(Types.ENDPOINTS, "")) {
      boolean own = Metadata.namespace(endpoints).equals(Metadata.namespace(pod));
      boolean first = true;
      for (JsonNode subset : endpoints.path("subsets")) {
        for (JsonNode target : subset.path("addresses")) {
          String service = Metadata.name(endpoints);
          String namespace = Metadata.namespace(endpoints);
          if (first) {
            line(hosts, target, service, namespace, own);
            first = false;
          }
          if (target.has("hostname")) {
            String name = target.path("hostname").asText() + "." + service;
            line(hosts, target, name, namespace, own);
          }
        }
      }
    }
    return hosts.toString();
  }

  private static void line(
      StringBuilder hosts, JsonNode target, String name, String namespace, boolean own) {
    String qualified = name + "." + namespace;
    hosts.append(target.path("ip").asText()).append('\t');
    if (own) {
      hosts.append(name).append(' ');
    }
    hosts.append(qualified).append(' ');
    hosts.append(qualified).append(".svc ");
    hosts.append(qualified).append(".svc.cluster.local\n");
  }
}
