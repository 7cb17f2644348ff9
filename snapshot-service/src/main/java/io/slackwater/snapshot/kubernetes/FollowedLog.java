// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.slackwater.snapshot.application.Movers;
import io.slackwater.snapshot.domain.MoverLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A pod's log on a thread of its own. It serves progress only: a stream that breaks (the kubelet
 * cuts long ones) costs progress and nothing else, because the pod's state and the end of its log
 * are read apart from it.
 */
final class FollowedLog implements Movers.Following {

  private static final Logger LOGGER = Logger.getLogger(FollowedLog.class);

  private final LogWatch watch;
  private final Thread thread;

  private FollowedLog(LogWatch watch, Consumer<MoverLine> reader) {
    this.watch = watch;
    this.thread = Thread.ofVirtual().name("mover-log").start(() -> read(watch, reader));
  }

  static FollowedLog of(PodResource pod, Consumer<MoverLine> reader) {
    return new FollowedLog(pod.watchLog(), reader);
  }

  private static void read(LogWatch watch, Consumer<MoverLine> reader) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.accept(MoverOutput.line(line));
      }
    } catch (IOException | KubernetesClientException e) {
      LOGGER.debugf("mover log stream ended cause=%s", e.getMessage());
    }
  }

  @Override
  public void close() {
    watch.close();
    thread.interrupt();
  }
}
