// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.discovery.domain.DiscoveryException;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.ProtectedApplications;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Announces the applications of one cluster: each when it is first seen and when it changed, and
 * withdraws those that are gone, those of an earlier life of this service included. Announces the
 * names of all namespaces too, of those without an application as well. For one thread.
 */
public final class DiscoverApplications {

  private static final Logger LOGGER = Logger.getLogger(DiscoverApplications.class);

  private final ClusterId cluster;
  private final ClusterView view;
  private final DescribeApplication describe;
  private final ApplicationAnnouncer announcer;
  private final Map<ApplicationId, ApplicationDiscovered> announced = new HashMap<>();
  private final Set<ApplicationId> inherited = new HashSet<>();
  private @Nullable NamespacesListed listed;
  private boolean began;

  /** Makes the use case for a cluster. */
  public DiscoverApplications(
      ClusterId cluster,
      ClusterView view,
      DescribeApplication describe,
      ApplicationAnnouncer announcer) {
    this.cluster = cluster;
    this.view = view;
    this.describe = describe;
    this.announcer = announcer;
  }

  /**
   * Looks at what changed. Nothing is done before the view is complete.
   *
   * @return whether all of it has been announced; if not, the same changes are to be looked at
   *     again
   */
  public boolean look(Changes.Batch changes) {
    if (!view.complete()) {
      return false;
    }
    try {
      if (!began) {
        inherited.addAll(announcer.announced(cluster));
      }
      announceNamespaces();
      announce(changes.everything() || !began, changes.namespaces());
      began = true;
      return true;
    } catch (AnnouncementException e) {
      LOGGER.warnf(e, "Not announced clusterId=%s", cluster);
      return false;
    }
  }

  private void announceNamespaces() {
    NamespacesListed now =
        new NamespacesListed(
            cluster, view.namespaces().stream().map(KubernetesObject::name).toList());
    if (!now.equals(listed)) {
      announcer.announce(now);
      listed = now;
      LOGGER.infof("Listed clusterId=%s namespaces=%d", cluster, now.namespaces().size());
    }
  }

  private void announce(boolean all, Set<String> changed) {
    Set<String> alive = new HashSet<>();
    for (KubernetesObject namespace : view.namespaces()) {
      alive.add(namespace.name());
      boolean look = all || changed.contains(namespace.name());
      if (look && !namespace.terminating()) {
        announce(namespace);
      }
    }
    for (ApplicationId application : known()) {
      if (!alive.contains(application.namespace())) {
        withdraw(application);
      }
    }
  }

  private void announce(KubernetesObject namespace) {
    ProtectedApplications found = ProtectedApplications.of(cluster, namespace);
    if (!found.faults().isEmpty()) {
      LOGGER.warnf(
          "Annotation of namespace is not used clusterId=%s namespace=%s faults=%s",
          cluster, namespace.name(), found.faults());
    }
    for (Map.Entry<ApplicationId, Scope> entry : found.applications().entrySet()) {
      announce(entry.getKey(), entry.getValue(), namespace);
    }
    for (ApplicationId application : known()) {
      if (application.namespace().equals(namespace.name())
          && !found.applications().containsKey(application)) {
        withdraw(application);
      }
    }
  }

  private void announce(ApplicationId application, Scope scope, KubernetesObject namespace) {
    ApplicationDiscovered now;
    try {
      now = describe.of(application, scope, namespace, view);
    } catch (DiscoveryException | IllegalArgumentException e) {
      LOGGER.errorf(e, "Application cannot be described applicationId=%s", application);
      return;
    }
    if (!now.equals(announced.get(application))) {
      announcer.announce(now);
      announced.put(application, now);
      inherited.remove(application);
      LOGGER.infof(
          "Announced applicationId=%s workloads=%d volumes=%d dataServices=%d objects=%d",
          application,
          now.workloads().size(),
          now.volumes().size(),
          now.dataServices().size(),
          now.objects());
    }
  }

  private void withdraw(ApplicationId application) {
    announcer.announce(new ApplicationRemoved(application));
    announced.remove(application);
    inherited.remove(application);
    LOGGER.infof("Withdrew applicationId=%s", application);
  }

  private List<ApplicationId> known() {
    Set<ApplicationId> known = new HashSet<>(announced.keySet());
    known.addAll(inherited);
    return List.copyOf(known);
  }
}
