// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

/** One kubeconfig for all clusters, a context for each. */
final class Kubeconfig {

  private Kubeconfig() {}

  static String of(Addresses addresses) {
    StringBuilder clusters = new StringBuilder();
    StringBuilder contexts = new StringBuilder();
    StringBuilder users = new StringBuilder();
    for (String name : addresses.clusterNames()) {
      clusters.append(
          "- name: %s%n  cluster:%n    server: %s%n".formatted(name, addresses.cluster(name)));
      contexts.append(
          "- name: %1$s%n  context:%n    cluster: %1$s%n    user: %1$s%n".formatted(name));
      users.append("- name: %s%n  user: {}%n".formatted(name));
    }
    return "apiVersion: v1\nkind: Config\ncurrent-context: %s\nclusters:\n%scontexts:\n%susers:\n%s"
        .formatted(addresses.clusterNames().getFirst(), clusters, contexts, users);
  }
}
