// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.Service;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kills what takes part in the holds of one shop, and brings it back. For one thread. */
final class Strikes {

  /** Longer than any hold may last, and than a request to the API. */
  private static final Duration CUT = Duration.ofSeconds(12);

  private static final String SERVING =
      "select pid from pg_stat_activity left join pg_locks using (pid)"
          + " where pid <> pg_backend_pid() group by pid, application_name, backend_type"
          + " order by application_name like 'slackwater:%s:%%' desc,"
          + " count(*) filter (where mode = 'ShareLock') desc,"
          + " application_name like 'slackwater:%%' desc, backend_type = 'walwriter' desc limit 1";

  private final Sandbox sandbox;
  private final ClusterProxy proxy;
  private final KubernetesClient cluster;
  private final String namespace;
  private long cutNanos;

  Strikes(Sandbox sandbox, ClusterProxy proxy, KubernetesClient cluster, String namespace) {
    this.sandbox = sandbox;
    this.proxy = proxy;
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** Kills; returns how many of it there were. */
  int strike(Victim victim, HoldId hold) {
    switch (victim) {
      case SNAPSHOT_SERVICE -> sandbox.kill(Service.SNAPSHOT);
      case DUMP_SERVICE -> sandbox.kill(Service.DUMP);
      case CATALOG_SERVICE -> sandbox.kill(Service.CATALOG);
      case BROKER -> sandbox.kill("kafka");
      case API_SERVER -> sandbox.kill("cluster-east");
      case SESSIONS -> {
        return proxy.breakSessions();
      }
      case SHELLS -> {
        return shells(hold);
      }
      case BACKEND -> backend(hold);
      case NETWORK -> {
        cutNanos = System.nanoTime();
        proxy.cut();
      }
    }
    return 1;
  }

  /** Brings back what does not come back by itself. */
  void mend(Victim victim) throws InterruptedException {
    switch (victim) {
      case SNAPSHOT_SERVICE -> sandbox.restart(Service.SNAPSHOT);
      case DUMP_SERVICE -> sandbox.restart(Service.DUMP);
      case CATALOG_SERVICE -> sandbox.restart(Service.CATALOG);
      case BROKER -> sandbox.restart("kafka");
      case API_SERVER -> sandbox.restart("cluster-east");
      case SESSIONS, SHELLS, BACKEND -> {}
      case NETWORK -> {
        TimeUnit.NANOSECONDS.sleep(cutNanos + CUT.toNanos() - System.nanoTime());
        proxy.heal();
      }
    }
  }

  private int shells(HoldId hold) {
    String name = "slackwater:" + hold.value();
    int killed = 0;
    for (Pod pod : cluster.pods().inNamespace(namespace).list().getItems()) {
      // Chosen before one is killed: what a killed shell had started has another parent then.
      List<ProcessHandle> first =
          HostProcesses.of(pod, line -> isShell(line, name)).stream()
              .filter(shell -> startedByAnother(shell, name))
              .toList();
      killed += (int) first.stream().filter(ProcessHandle::destroyForcibly).count();
    }
    return killed;
  }

  private static boolean startedByAnother(ProcessHandle shell, String name) {
    return shell.parent().filter(one -> isShell(HostProcesses.commandLine(one), name)).isEmpty();
  }

  private static boolean isShell(List<String> line, String name) {
    return line.getFirst().equals("sh") && line.contains(name);
  }

  private void backend(HoldId hold) {
    String id = new Inspector(cluster, namespace).sql(SERVING.formatted(hold.value()));
    Pod pod = cluster.pods().inNamespace(namespace).withName("database-0").get();
    ProcessHandle server =
        HostProcesses.of(pod, line -> line.getFirst().matches("(.*/)?postgres")).getFirst();
    HostProcesses.inside(server, id).destroyForcibly();
  }
}
