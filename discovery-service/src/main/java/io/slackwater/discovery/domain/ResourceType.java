// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of object that an API server serves, and how to reach it.
 *
 * @param version the version it is read in
 * @param plural its name in paths
 * @param aggregated whether another server than the cluster's own answers for its group
 */
public record ResourceType(
    GroupKind type,
    String version,
    String plural,
    boolean namespaced,
    Set<String> verbs,
    boolean aggregated) {

  /** Copies the set. */
  public ResourceType {
    verbs = Set.copyOf(verbs);
  }

  /** Group and version as objects write them. */
  public String apiVersion() {
    return type.group().isEmpty() ? version : type.group() + "/" + version;
  }

  /** Whether objects of it can be listed, and made again. */
  public boolean keepsObjects() {
    return verbs.contains("list") && verbs.contains("create");
  }

  /** The path of its objects in a version: all of them, or those of one namespace. */
  public String path(String apiVersion, @Nullable String namespace) {
    String root = apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/";
    String inside = namespace == null ? "" : "/namespaces/" + namespace;
    return root + apiVersion + inside + "/" + plural;
  }
}
