// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.blueprint.Blueprints;
import io.slackwater.dataservices.blueprint.Detection;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.discovery.application.Changes;
import io.slackwater.discovery.application.DataServices;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.PodTemplate;
import io.slackwater.discovery.domain.Readiness;
import io.slackwater.discovery.domain.RecognisedDataService;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Recognises data services by their pods' specification, and asks the running ones for their
 * version, once for each server process. Thread-safe.
 */
public final class DataServiceProber implements DataServices {

  private static final Logger LOGGER = Logger.getLogger(DataServiceProber.class);
  private static final Duration AGAIN = Duration.ofSeconds(15);

  private final ClusterId cluster;
  private final KubernetesClient client;
  private final PodExec exec;
  private final Changes changes;
  private final ScheduledExecutorService worker;
  private final Map<String, String> versionOfServer = new ConcurrentHashMap<>();
  private final Map<String, String> versionOfWorkload = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /**
   * A prober of one cluster.
   *
   * @param worker what the probes run on; shutting it down stays with the caller
   */
  public DataServiceProber(
      ClusterId cluster,
      KubernetesClient client,
      Changes changes,
      ScheduledExecutorService worker) {
    this.cluster = cluster;
    this.client = client;
    this.exec = new PodExec(new KubernetesPodShell(client), new SecureRandom());
    this.changes = changes;
    this.worker = worker;
  }

  @Override
  public Optional<RecognisedDataService> recognise(
      KubernetesObject workload, List<KubernetesObject> pods) {
    return PodTemplate.of(workload)
        .flatMap(template -> Blueprints.detect(podSpec(template)))
        .map(found -> recognised(workload, pods, found));
  }

  private RecognisedDataService recognised(
      KubernetesObject workload, List<KubernetesObject> pods, Detection found) {
    String workloadKey = workload.namespace() + "/" + workload;
    for (KubernetesObject pod : pods) {
      String server = server(pod, found.container());
      String version = versionOfServer.get(server);
      if (version != null) {
        versionOfWorkload.put(workloadKey, version);
      } else if (Readiness.missing(pod, 1).isEmpty() && asked.add(server)) {
        worker.execute(() -> ask(pod, found, server));
      }
    }
    return new RecognisedDataService(
        found.blueprint(), found.container(), versionOfWorkload.get(workloadKey));
  }

  private void ask(KubernetesObject pod, Detection found, String server) {
    String namespace = String.valueOf(pod.namespace());
    PodTarget target = new PodTarget(namespace, pod.name(), found.container());
    try {
      Probe probe =
          Blueprints.named(found.blueprint())
              .orElseThrow()
              .open(exec, target, new SessionName("discovery", 1))
              .probe();
      versionOfServer.put(server, probe.version());
      changes.in(namespace);
    } catch (DataServiceException | KubernetesClientException e) {
      LOGGER.warnf(
          "Data service did not tell its version clusterId=%s namespace=%s pod=%s reason=%s",
          cluster, namespace, pod.name(), e.getMessage());
      worker.schedule(() -> askAgain(namespace, server), AGAIN.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void askAgain(String namespace, String server) {
    asked.remove(server);
    changes.in(namespace);
  }

  private PodSpec podSpec(PodTemplate template) {
    return client.getKubernetesSerialization().unmarshal(template.spec().toString(), PodSpec.class);
  }

  /** One life of a server's process: a restarted container may be of another version. */
  private static String server(KubernetesObject pod, String container) {
    int restarts = 0;
    for (JsonNode status : pod.at("/status/containerStatuses")) {
      if (status.path("name").asText().equals(container)) {
        restarts = status.path("restartCount").asInt();
      }
    }
    return pod.uid() + "/" + container + "/" + restarts;
  }
}
