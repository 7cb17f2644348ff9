// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

/**
 * A kind of Kubernetes object, whatever version it is written in.
 *
 * @param group the API group; empty for the core group
 */
public record GroupKind(String group, String kind) implements Comparable<GroupKind> {

  /** The kind that an {@code apiVersion} and a {@code kind} name. */
  public static GroupKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return new GroupKind(slash < 0 ? "" : apiVersion.substring(0, slash), kind);
  }

  @Override
  public int compareTo(GroupKind other) {
    int byGroup = group.compareTo(other.group);
    return byGroup != 0 ? byGroup : kind.compareTo(other.kind);
  }

  @Override
  public String toString() {
    return group.isEmpty() ? kind : kind + "." + group;
  }
}
