// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.List;
import java.util.Optional;

/**
 * What an API server serves: each kind once, in the version that the server prefers.
 *
 * @param unavailable groups and versions that another server should answer for and does not
 */
public record ApiSurface(List<ResourceType> types, List<String> unavailable) {

  /** Copies the lists. */
  public ApiSurface {
    types = List.copyOf(types);
    unavailable = List.copyOf(unavailable);
  }

  /** How a kind is served. */
  public Optional<ResourceType> find(GroupKind type) {
    return types.stream().filter(candidate -> candidate.type().equals(type)).findFirst();
  }

  /** The kinds in namespaces of which a capture takes objects. */
  public List<ResourceType> captured() {
    return types.stream()
        .filter(ResourceType::namespaced)
        .filter(ResourceType::keepsObjects)
        .filter(type -> !LeftOut.wholly(type.type()))
        .toList();
  }
}
