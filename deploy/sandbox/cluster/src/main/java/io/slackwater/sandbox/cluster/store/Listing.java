// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A complete answer at one moment.
 *
 * @param objects what was there
 * @param revision the moment
 */
public record Listing(List<ObjectNode> objects, long revision) {
  /** Copies the list. */
  public Listing {
    objects = List.copyOf(objects);
  }
}
