// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.slackwater.contracts.signal.HoldQuiesced.ExportedSnapshot;
import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dataservices.hold.Barrier;
import io.slackwater.dataservices.hold.BarrierPreparation;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.dataservices.hold.FilesystemFreeze;
import io.slackwater.snapshot.application.hold.HoldBarrier;
import io.slackwater.snapshot.domain.HoldFailedException;
import io.slackwater.snapshot.domain.hold.Cover;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A claim's file system, frozen by one container of a pod and guarded by the other. The guardian's
 * time begins first and ends last. The pod goes when this is closed.
 */
final class FreezeBarrier implements HoldBarrier {

  private static final Logger LOGGER = Logger.getLogger(FreezeBarrier.class);

  private final KubernetesClient client;
  private final PodExec exec;
  private final String claim;
  private final Pod pod;
  private final Bounds bounds;
  private @Nullable Barrier guardian;
  private @Nullable Barrier frozen;
  private long raisedNanos;

  /** What {@link #close} must reach from other threads; guarded by this. */
  private @Nullable BarrierPreparation guard;

  private @Nullable BarrierPreparation freeze;
  private boolean made;
  private boolean closed;

  /** How long raising may last, and preparing. */
  record Bounds(BarrierRequest request, Duration prepare) {}

  FreezeBarrier(KubernetesClient client, PodExec exec, String claim, Pod pod, Bounds bounds) {
    this.client = client;
    this.exec = exec;
    this.claim = claim;
    this.pod = pod;
    this.bounds = bounds;
  }

  @Override
  public String component() {
    return "PersistentVolumeClaim/" + claim;
  }

  @Override
  public String barrier() {
    return "freeze of its file system";
  }

  @Override
  public List<Cover> covers() {
    return List.of(Cover.ofClaim(claim, barrier(), pod.getMetadata().getName()));
  }

  @Override
  public void prepare() {
    of(
        () -> {
          start();
          BarrierPreparation guarding =
              FilesystemFreeze.guardian(
                  exec, in(FreezePod.GUARDIAN), FreezePod.PATH, bounds.request(), bounds.prepare());
          synchronized (this) {
            guard = guarding;
          }
          BarrierPreparation freezing =
              FilesystemFreeze.prepare(
                  exec, in(FreezePod.FREEZER), FreezePod.PATH, bounds.request(), bounds.prepare());
          synchronized (this) {
            freeze = freezing;
          }
          closeIfClosed();
          return claim;
        });
  }

  private void start() {
    synchronized (this) {
      if (closed) {
        throw new HoldFailedException(component() + ": the hold was ended", true);
      }
      resource().create();
      made = true;
    }
    resource()
        .waitUntilCondition(
            FreezeBarrier::runs, bounds.prepare().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean runs(@Nullable Pod pod) {
    return pod != null
        && PodFacts.runs(pod, FreezePod.FREEZER)
        && PodFacts.runs(pod, FreezePod.GUARDIAN);
  }

  @Override
  public void raise() {
    BarrierPreparation guarding;
    BarrierPreparation freezing;
    synchronized (this) {
      guarding = Objects.requireNonNull(guard, "prepare() comes first");
      freezing = Objects.requireNonNull(freeze, "prepare() comes first");
    }
    raisedNanos = System.nanoTime();
    guardian = of(guarding::raise);
    frozen = of(freezing::raise);
  }

  @Override
  public List<ExportedSnapshot> export() {
    return List.of();
  }

  @Override
  public void ping() {
    of(up(guardian)::ping);
    of(up(frozen)::ping);
  }

  @Override
  public Duration thaw() {
    of(up(frozen)::thaw);
    Duration held = Duration.ofNanos(System.nanoTime() - raisedNanos);
    of(up(guardian)::thaw);
    return held;
  }

  @Override
  public void endKeeping() {
    // A file system is not read from after the cut.
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (freeze != null) {
      freeze.close();
    }
    if (guard != null) {
      guard.close();
    }
    if (made) {
      remove();
    }
  }

  /** Left where it cannot be deleted: it holds nothing any more, and is swept after its task. */
  private void remove() {
    try {
      resource().delete();
      made = false;
    } catch (KubernetesClientException e) {
      LOGGER.warnf(
          "A helper pod of a freeze is left pod=%s/%s cause=%s",
          pod.getMetadata().getNamespace(), pod.getMetadata().getName(), e.getMessage());
    }
  }

  /** Closes what was opened after {@link #close}. */
  private synchronized void closeIfClosed() {
    if (closed) {
      close();
    }
  }

  private PodResource resource() {
    return client.pods().inNamespace(pod.getMetadata().getNamespace()).resource(pod);
  }

  private PodTarget in(String container) {
    return new PodTarget(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), container);
  }

  private static Barrier up(@Nullable Barrier raised) {
    return Objects.requireNonNull(raised, "raise() comes first");
  }

  private <T> T of(Supplier<T> step) {
    try {
      return step.get();
    } catch (DataServiceException | KubernetesClientException e) {
      throw new HoldFailedException(component() + ": " + e.getMessage(), true);
    }
  }
}
