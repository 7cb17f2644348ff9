// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.sandbox.cluster.store.DeleteRequest;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.Types;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pod on the node, from the moment it is seen until nothing of it is left. */
final class PodRun implements Runnable {
  private static final System.Logger LOGGER = System.getLogger(PodRun.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final PodRuntime runtime;
  private final ObjectKey key;
  private final JsonNode pod;
  private final PodPaths paths;
  private final PodReport report;
  private final Runnable ended;
  private final List<ContainerRun> initial = new ArrayList<>();
  private final List<ContainerRun> main = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  private PodNetwork.@Nullable Attachment attachment;
  private Map<String, Path> volumes = Map.of();
  private @Nullable Duration stopWithin;
  private boolean poked;

  /**
   * @param ended called when nothing is done for the pod any more, though it may still be there
   */
  PodRun(PodRuntime runtime, JsonNode pod, Runnable ended) {
    this.runtime = runtime;
    this.ended = ended;
    this.pod = pod;
    this.key = ObjectKey.of(Types.POD, Metadata.namespace(pod), Metadata.name(pod));
    this.paths = runtime.paths(Metadata.uid(pod));
    this.report = new PodReport(runtime, key, Metadata.uid(pod));
    JsonNode spec = pod.path("spec");
    String policy = spec.path("restartPolicy").asText("Always");
    String initialPolicy = policy.equals("Never") ? "Never" : "OnFailure";
    spec.path("initContainers").forEach(each -> initial.add(containerRun(each, initialPolicy)));
    spec.path("containers").forEach(each -> main.add(containerRun(each, policy)));
    for (JsonNode earlier : pod.path("status").path("containerStatuses")) {
      main.stream()
          .filter(run -> run.name().equals(earlier.path("name").asText()))
          .forEach(run -> run.resume(earlier));
    }
  }

  private ContainerRun containerRun(JsonNode container, String policy) {
    return new ContainerRun(
        container, policy, this::startContainer, this::writeStatus, runtime.clock());
  }

  private ContainerProcesses startContainer(JsonNode container) throws IOException {
    PodNetwork.Attachment network = attachment;
    if (network == null) {
      throw new NotYetException("the pod has no network yet");
    }
    ContainerPlan plan =
        runtime.planner().plan(pod, container, paths, network.namespaceFile(), volumes);
    Files.createDirectories(plan.directory());
    ContainerRun.turnLog(paths, plan.name());
    return ContainerProcesses.start(plan, runtime.script(), runtime.options().data());
  }

  @Override
  public void run() {
    try {
      live();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      cleanUp();
      over.countDown();
      // Its deletion may have been asked for after it was last looked for here.
      ended.run();
    }
  }

  private void live() throws InterruptedException {
    if (!prepare()) {
      return;
    }
    for (ContainerRun run : initial) {
      start(run);
      awaitFinishedOrStop(List.of(run));
      boolean succeeded =
          run.state() instanceof ContainerState.Terminated ended && ended.exitCode() == 0;
      if (isStopping() || !succeeded) {
        stopAll();
        writeStatus();
        return;
      }
    }
    PodNetwork.Attachment network = attachment;
    for (ContainerRun run : main) {
      start(run);
      new ProbeLoop(run, network == null ? "" : network.address()).start();
    }
    awaitFinishedOrStop(main);
    stopAll();
    writeStatus();
  }

  /** Waits for what the pod needs; false when it is to end before it began. */
  private boolean prepare() throws InterruptedException {
    String told = "";
    while (!isStopping()) {
      try {
        Files.createDirectories(paths.home());
        volumes = runtime.volumes().prepare(pod, paths);
        attachment = runtime.network().attach();
        refreshHosts();
        return true;
      } catch (NotYetException | IOException | HostCommandException obstacle) {
        String reason = String.valueOf(obstacle.getMessage());
        if (!reason.equals(told)) {
          Level level = obstacle instanceof NotYetException ? Level.INFO : Level.WARNING;
          LOGGER.log(level, "pod cannot start yet pod={0} why={1}", key, reason);
          told = reason;
          report.obstacle(reason);
        }
      }
      pause();
    }
    return false;
  }

  private void start(ContainerRun run) {
    Thread.ofPlatform()
        .daemon()
        .name("container-" + key.name() + "-" + run.name())
        .start(
            () -> {
              try {
                run.run();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void awaitFinishedOrStop(List<ContainerRun> runs) throws InterruptedException {
    while (!isStopping() && !runs.stream().allMatch(ContainerRun::isFinished)) {
      pause();
    }
  }

  private synchronized void pause() throws InterruptedException {
    if (!poked) {
      wait(LOOK_AGAIN.toMillis());
    }
    poked = false;
  }

  /** Says that something may have changed: the pod's deletion, its claims, its containers. */
  synchronized void poke() {
    poked = true;
    notifyAll();
  }

  /** Ends the pod's processes because the node stops; the pod itself stays. */
  synchronized void stopForShutdown(Duration within) {
    stopWithin = within;
    poked = true;
    notifyAll();
  }

  private boolean isStopping() {
    synchronized (this) {
      if (stopWithin != null) {
        return true;
      }
    }
    return report.current().map(Metadata::isDeleting).orElse(true);
  }

  private void stopAll() throws InterruptedException {
    List<ContainerRun> started =
        Stream.concat(initial.stream(), main.stream())
            .filter(run -> run.processes().isPresent() || !run.isFinished())
            .toList();
    started.forEach(ContainerRun::stop);
    List<ContainerRun> running =
        started.stream().filter(run -> run.processes().isPresent()).toList();
    long end = System.nanoTime() + grace().toNanos();
    for (ContainerRun run : running) {
      run.awaitFinished(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    for (ContainerRun run : running) {
      run.kill();
      run.awaitFinished(Duration.ofSeconds(30));
    }
  }

  private Duration grace() {
    Duration shutdown;
    synchronized (this) {
      shutdown = stopWithin;
    }
    long seconds =
        report
            .current()
            .map(
                now ->
                    now.path("metadata")
                        .path("deletionGracePeriodSeconds")
                        .asLong(now.path("spec").path("terminationGracePeriodSeconds").asLong(30)))
            .orElse(0L);
    Duration wanted = Duration.ofSeconds(seconds);
    return shutdown != null && shutdown.compareTo(wanted) < 0 ? shutdown : wanted;
  }

  private void writeStatus() {
    synchronized (this) {
      if (stopWithin != null) {
        // What the next start finds is a running pod, which it starts again.
        return;
      }
    }
    PodNetwork.Attachment network = attachment;
    report.write(network == null ? "" : network.address(), initial, main);
    poke();
  }

  void refreshHosts() throws IOException {
    PodNetwork.Attachment network = attachment;
    if (network != null) {
      runtime.hosts().write(paths.hosts(), pod, network.address());
    }
  }

  private void cleanUp() {
    try {
      PodNetwork.Attachment network = attachment;
      if (network != null) {
        runtime.network().detach(network);
      }
      boolean stays;
      synchronized (this) {
        stays = stopWithin != null;
      }
      if (!stays && report.current().map(Metadata::isDeleting).orElse(true)) {
        DirectoryTree.delete(paths.home());
        report.current().ifPresent(now -> runtime.store().delete(key, DeleteRequest.NOW));
      }
    } catch (IOException | HostCommandException failure) {
      LOGGER.log(Level.ERROR, "cannot clean up after pod=" + key, failure);
    }
  }

  /** The run of a container that is up now. */
  Optional<ContainerRun> container(String name) {
    return Stream.concat(main.stream(), initial.stream())
        .filter(run -> name.isEmpty() || run.name().equals(name))
        .findFirst();
  }

  Stream<ContainerProcesses> processes() {
    return Stream.concat(initial.stream(), main.stream()).flatMap(run -> run.processes().stream());
  }

  JsonNode pod() {
    return pod;
  }

  PodPaths paths() {
    return paths;
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  void awaitOver() throws InterruptedException {
    over.await();
  }
}
