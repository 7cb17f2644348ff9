// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.Loggable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.slackwater.snapshot.application.Movers;
import io.slackwater.snapshot.domain.MoverLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A pod's log, followed on a thread of its own. It serves progress and complaints; a stream that
 * breaks (the kubelet cuts long ones) is begun again, and what was missed meanwhile is made up for
 * by the pod's state and the end of its log, which are read apart from it.
 */
final class FollowedLog implements Movers.Following {

  private static final Logger LOGGER = Logger.getLogger(FollowedLog.class);
  private static final Duration BEFORE_NEXT_STREAM = Duration.ofSeconds(5);
  private static final int LINES_AGAIN = 10;

  /** Only pods that run, or ran, are followed. */
  private static final int NO_WAIT = 0;

  private final PodResource pod;
  private final Consumer<MoverLine> reader;
  private final Thread thread;
  private @Nullable LogWatch watch;
  private boolean closed;

  private FollowedLog(PodResource pod, Consumer<MoverLine> reader) {
    this.pod = pod;
    this.reader = reader;
    this.thread = Thread.ofVirtual().name("mover-log").unstarted(this::follow);
  }

  static FollowedLog of(PodResource pod, Consumer<MoverLine> reader) {
    FollowedLog followed = new FollowedLog(pod, reader);
    followed.thread.start();
    return followed;
  }

  private void follow() {
    boolean again = false;
    while (!isClosed()) {
      try {
        read(open(again));
        again = true;
        Thread.sleep(BEFORE_NEXT_STREAM);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private @Nullable LogWatch open(boolean again) {
    try {
      Loggable log = again ? pod.tailingLines(LINES_AGAIN) : pod;
      LogWatch opened = log.withReadyWaitTimeout(NO_WAIT).watchLog();
      synchronized (this) {
        if (!closed) {
          watch = opened;
          return opened;
        }
      }
      opened.close();
    } catch (KubernetesClientException e) {
      LOGGER.debugf("mover log cannot be opened cause=%s", e.getMessage());
    }
    return null;
  }

  private void read(@Nullable LogWatch opened) {
    if (opened == null) {
      return;
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(opened.getOutput(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.accept(MoverOutput.line(line));
      }
    } catch (IOException e) {
      LOGGER.debugf("mover log stream ended cause=%s", e.getMessage());
    } finally {
      opened.close();
    }
  }

  @Override
  public void close() {
    LogWatch open;
    synchronized (this) {
      closed = true;
      open = watch;
    }
    if (open != null) {
      open.close();
    }
    thread.interrupt();
  }
}
