// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A path below {@code /api/v1} or {@code /apis/<group>/<version>}.
 *
 * @param group API group, empty for core
 * @param version API version
 * @param namespace empty when the path names none
 * @param plural the collection
 * @param name empty for the collection itself
 * @param subresource empty for the object itself
 */
record ApiPath(
    String group,
    String version,
    String namespace,
    String plural,
    String name,
    String subresource) {
  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

  static Optional<ApiPath> parse(List<String> segments) {
    if (segments.size() >= 3 && segments.get(0).equals("api")) {
      return parse("", segments.get(1), segments.subList(2, segments.size()));
    }
    if (segments.size() >= 4 && segments.get(0).equals("apis")) {
      return parse(segments.get(1), segments.get(2), segments.subList(3, segments.size()));
    }
    return Optional.empty();
  }

  private static Optional<ApiPath> parse(String group, String version, List<String> rest) {
    boolean namespaced =
        rest.get(0).equals("namespaces")
            && rest.size() >= 3
            && !(rest.size() == 3 && NAMESPACE_SUBRESOURCES.contains(rest.get(2)));
    String namespace = namespaced ? rest.get(1) : "";
    List<String> own = namespaced ? rest.subList(2, rest.size()) : rest;
    if (own.size() > 3) {
      return Optional.empty();
    }
    return Optional.of(
        new ApiPath(
            group,
            version,
            namespace,
            own.get(0),
            own.size() > 1 ? own.get(1) : "",
            own.size() > 2 ? own.get(2) : ""));
  }
}
