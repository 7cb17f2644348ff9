// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.SandboxClusterException;
import io.slackwater.sandbox.cluster.store.ChangeLoop;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The cluster's only node: takes every pod and runs it. Thread-safe. */
public final class Node implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Node.class.getName());
  private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(10);

  private final NodeOptions options;
  private final ObjectStore store;
  private final PodRuntime runtime;
  private final Map<String, PodRun> runs = new ConcurrentHashMap<>();
  private final ChangeLoop loop;

  /**
   * @param options how the node runs pods
   * @param store where pods are
   * @param claims where their claimed volumes are mounted
   * @param clock source of status times
   */
  public Node(NodeOptions options, ObjectStore store, ClaimedVolumes claims, Clock clock) {
    this.options = options;
    this.store = store;
    this.loop = new ChangeLoop("node", store, this::reconcile);
    this.runtime = PodRuntime.of(options, store, claims, options.data().resolve("pause.sh"), clock);
  }

  /** Ends the processes and removes the network that an earlier run of this cluster left. */
  public void removeLeftovers() {
    try {
      Files.createDirectories(options.data());
      ProcessLeftovers.end(options.data().resolve("pause.sh"));
      runtime.network().removeLeftovers();
      try (InputStream script = Node.class.getResourceAsStream("pause.sh")) {
        if (script == null) {
          throw new SandboxClusterException("pause.sh is missing from the program");
        }
        Files.copy(script, options.data().resolve("pause.sh"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failure) {
      throw new SandboxClusterException("cannot prepare " + options.data(), failure);
    }
  }

  /** Builds the network and begins to take pods. */
  public void start() {
    runtime.network().open();
    register();
    loop.start();
  }

  private void register() {
    ObjectKey key = ObjectKey.of(Types.NODE, "", options.name());
    ObjectNode node = Json.object().put("apiVersion", "v1").put("kind", "Node");
    Json.child(Json.child(node, "metadata"), "labels")
        .put("kubernetes.io/hostname", options.name())
        .put("kubernetes.io/os", "linux");
    ObjectNode status = node.putObject("status");
    status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
    status
        .putArray("addresses")
        .addObject()
        .put("type", "InternalIP")
        .put("address", options.subnet().gateway());
    if (store.get(key).isEmpty()) {
      store.create(key, node);
    }
  }

  private void reconcile() {
    for (ObjectNode pod : store.list(Types.POD, "")) {
      String uid = Metadata.uid(pod);
      if (!runs.containsKey(uid) && (Metadata.isDeleting(pod) || !isFinished(pod))) {
        take(pod, uid);
      }
    }
    runs.values().removeIf(run -> run.isOver() && hasNoMoreUseFor(run));
    runs.values().forEach(this::refresh);
  }

  private void refresh(PodRun run) {
    run.poke();
    try {
      run.refreshHosts();
    } catch (IOException failure) {
      LOGGER.log(Level.ERROR, "cannot write names for a pod", failure);
    }
  }

  private void take(ObjectNode pod, String uid) {
    ObjectKey key = ObjectKey.of(Types.POD, Metadata.namespace(pod), Metadata.name(pod));
    store
        .update(
            key,
            current -> {
              Json.child(current, "spec").put("nodeName", options.name());
              return current;
            })
        .filter(taken -> Metadata.uid(taken).equals(uid))
        .ifPresent(
            taken -> {
              PodRun run = new PodRun(runtime, taken, loop::again);
              runs.put(uid, run);
              Thread.ofVirtual().name("pod-" + key.name()).start(run);
            });
  }

  private static boolean isFinished(ObjectNode pod) {
    String phase = pod.path("status").path("phase").asText();
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /** A run that ended before its pod was gone is begun again if the pod still has to go. */
  private boolean hasNoMoreUseFor(PodRun run) {
    ObjectKey key =
        ObjectKey.of(Types.POD, Metadata.namespace(run.pod()), Metadata.name(run.pod()));
    return store
        .get(key)
        .filter(now -> Metadata.uid(now).equals(Metadata.uid(run.pod())))
        .map(now -> isFinished(now) || Metadata.isDeleting(now))
        .orElse(true);
  }

  /** The processes of a container that is up. */
  public Optional<ContainerProcesses> processes(String podUid, String container) {
    return Optional.ofNullable(runs.get(podUid))
        .flatMap(run -> run.container(container))
        .flatMap(ContainerRun::processes);
  }

  /** Every process of the pod's containers, by their namespaces. */
  public List<Path> pidNamespaces(String podUid) {
    PodRun run = runs.get(podUid);
    return run == null
        ? List.of()
        : run.processes().flatMap(each -> each.pidNamespace().stream()).toList();
  }

  /** Where a container's output is; the run before's when {@code previous}. */
  public Path log(String podUid, String container, boolean previous) {
    PodPaths paths = runtime.paths(podUid);
    return previous ? paths.previousLog(container) : paths.log(container);
  }

  /** Ends all pods' processes and the network; the pods themselves stay for the next start. */
  @Override
  public void close() throws InterruptedException {
    loop.close();
    runs.values().forEach(run -> run.stopForShutdown(SHUTDOWN_GRACE));
    for (PodRun run : runs.values()) {
      run.awaitOver();
    }
    runtime.network().removeLeftovers();
  }
}
