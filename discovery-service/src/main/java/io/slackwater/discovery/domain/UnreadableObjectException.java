// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

/** Something that should be a Kubernetes object lacks what every object has. */
public final class UnreadableObjectException extends DiscoveryException {

  UnreadableObjectException(String apiVersion, String kind, String name) {
    super(
        "not a Kubernetes object: apiVersion=%s kind=%s name=%s (each must be there)"
            .formatted(quoted(apiVersion), quoted(kind), quoted(name)),
        false,
        null);
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "missing" : "'" + text + "'";
  }
}
