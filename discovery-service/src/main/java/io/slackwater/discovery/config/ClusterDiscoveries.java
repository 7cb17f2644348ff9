// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.config;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.Startup;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.discovery.application.ApplicationAnnouncer;
import io.slackwater.discovery.application.Changes;
import io.slackwater.discovery.application.DescribeApplication;
import io.slackwater.discovery.application.DiscoverApplications;
import io.slackwater.discovery.application.DiscoveryLoop;
import io.slackwater.discovery.kubernetes.ClusterInformers;
import io.slackwater.discovery.kubernetes.DataServiceProber;
import io.slackwater.executor.Clusters;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts discovery for every cluster served, each apart from the others. */
@Startup
@Singleton
final class ClusterDiscoveries {

  private static final int PROBES_AT_ONCE = 4;

  private final Clusters clusters;
  private final ApplicationAnnouncer announcer;
  private final DiscoveryConfig config;
  private final List<Thread> loops = new ArrayList<>();
  private final List<ClusterInformers> informers = new ArrayList<>();
  private final List<ScheduledExecutorService> workers = new ArrayList<>();

  ClusterDiscoveries(Clusters clusters, ApplicationAnnouncer announcer, DiscoveryConfig config) {
    this.clusters = clusters;
    this.announcer = announcer;
    this.config = config;
  }

  @PostConstruct
  void start() {
    clusters.served().forEach(this::start);
  }

  private void start(ClusterId cluster) {
    KubernetesClient client = clusters.client(cluster);
    Changes changes = new Changes(config.quietTime());
    ScheduledExecutorService worker =
        Executors.newScheduledThreadPool(
            PROBES_AT_ONCE, Thread.ofVirtual().name("probes-" + cluster + "-", 0).factory());
    workers.add(worker);
    ClusterInformers view = new ClusterInformers(cluster, client, changes, config.resync());
    informers.add(view);
    DescribeApplication describe =
        new DescribeApplication(new DataServiceProber(cluster, client, changes, worker));
    DiscoverApplications discover = new DiscoverApplications(cluster, view, describe, announcer);
    DiscoveryLoop loop = new DiscoveryLoop(view, changes, discover, config.pause());
    loops.add(Thread.ofVirtual().name("discovery-" + cluster).start(loop));
    long resync = config.resync().toMillis();
    worker.scheduleWithFixedDelay(
        () -> {
          changes.ofKinds();
          changes.everywhere();
        },
        resync,
        resync,
        TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    loops.forEach(Thread::interrupt);
    workers.forEach(ScheduledExecutorService::shutdownNow);
    for (Thread loop : loops) {
      loop.join(Duration.ofSeconds(10));
    }
    informers.forEach(ClusterInformers::close);
  }
}
