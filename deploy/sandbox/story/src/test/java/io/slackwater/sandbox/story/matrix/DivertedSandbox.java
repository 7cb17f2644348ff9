// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.sandbox.story.Narrator;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.SandboxHome;
import io.slackwater.sandbox.story.stack.Service;
import io.slackwater.sandbox.story.stack.Tempo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sandbox whose snapshot-service reaches cluster east through a proxy with a gate in it. For one
 * thread at a time.
 */
record DivertedSandbox(
    Sandbox sandbox, KubernetesClient east, EventFeed feed, Gate gate, ClusterProxy proxy)
    implements AutoCloseable {

  /** Starts it in a folder of this name. */
  static DivertedSandbox start(String name, Narrator narrator) {
    Sandbox sandbox = Sandbox.start(SandboxHome.below(name), Tempo.BRISK, narrator);
    KubernetesClient east = sandbox.kubernetes("east");
    EventFeed feed = new EventFeed(sandbox.addresses().bootstrapServers(), event -> {});
    Gate gate = new Gate();
    URI cluster = URI.create(east.getMasterUrl().toString());
    ClusterProxy proxy = new ClusterProxy(cluster, gate);
    DivertedSandbox diverted = new DivertedSandbox(sandbox, east, feed, gate, proxy);
    narrator.step(
        "snapshot-service reaches cluster east through a proxy",
        () -> diverted.divert(cluster.toString().replaceFirst("/$", "")));
    return diverted;
  }

  /** A shop in cluster east; not yet made. */
  HeldShop shop(String namespace) {
    return new HeldShop(sandbox, east, feed, namespace);
  }

  /** Settings are read at start, so a service is started again with other ones. */
  void restartWith(Service service, Map<String, String> settings) {
    Path file =
        sandbox
            .home()
            .directory()
            .resolve("services/%s/config/application.properties".formatted(service.module()));
    try {
      Map<String, String> all = new TreeMap<>();
      for (String line : Files.readAllLines(file)) {
        String[] setting = line.split("=", 2);
        all.put(setting[0], setting[1]);
      }
      all.putAll(settings);
      StringBuilder text = new StringBuilder();
      all.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
      sandbox.kill(service);
      Files.writeString(file, text);
      sandbox.restart(service);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void divert(String cluster) {
    Path kubeconfig = sandbox.home().directory().resolve("kubeconfig-by-proxy");
    try {
      String direct = Files.readString(sandbox.home().kubeconfig());
      Files.writeString(kubeconfig, direct.replace(cluster, proxy.address().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    restartWith(
        Service.SNAPSHOT,
        Map.of("slackwater.executor.cluster.east.kubeconfig", kubeconfig.toString()));
  }

  @Override
  public void close() {
    feed.close();
    sandbox.close();
    proxy.close();
    east.close();
  }
}
