// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ClusterId;
import java.util.List;
import java.util.Map;

/**
 * Which applications a policy protects: those that satisfy every part. An empty part is satisfied
 * by all, so an empty selector selects the whole fleet.
 *
 * @param clusters any of these
 * @param namespaces any of these patterns
 * @param applications any of these patterns, on the application's name
 * @param labels all of these labels of the namespace
 */
public record Selector(
    List<ClusterId> clusters,
    List<Glob> namespaces,
    List<Glob> applications,
    Map<String, String> labels) {

  /** Copies the collections. */
  public Selector {
    clusters = List.copyOf(clusters);
    namespaces = List.copyOf(namespaces);
    applications = List.copyOf(applications);
    labels = Map.copyOf(labels);
  }

  /** Whether the application is selected. */
  public boolean selects(ApplicationDiscovered application) {
    return (clusters.isEmpty() || clusters.contains(application.application().cluster()))
        && anyMatches(namespaces, application.application().namespace())
        && anyMatches(applications, application.application().name())
        && application.labels().entrySet().containsAll(labels.entrySet());
  }

  private static boolean anyMatches(List<Glob> globs, String name) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(name));
  }
}
