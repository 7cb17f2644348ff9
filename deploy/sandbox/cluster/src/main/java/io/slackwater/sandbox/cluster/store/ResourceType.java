// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import java.util.List;

/**
 * One served version of a kind.
 *
 * @param group API group, empty for core
 * @param version served version
 * @param kind object kind
 * @param plural name in paths
 * @param namespaced whether objects live in a namespace
 * @param hasStatus whether {@code /status} is a subresource of its own
 * @param hasScale whether {@code /scale} is served
 * @param shortNames abbreviations for command lines
 */
public record ResourceType(
    String group,
    String version,
    String kind,
    String plural,
    boolean namespaced,
    boolean hasStatus,
    boolean hasScale,
    List<String> shortNames) {

  /** Copies the short names. */
  public ResourceType {
    shortNames = List.copyOf(shortNames);
  }

  /** The value of {@code apiVersion} in its objects. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The collection as error messages name it: {@code pods} or {@code jobs.batch}. */
  public String collection() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
