// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Inventory;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.story.shop.Writers;

/**
 * Where the shop is, or is to be.
 *
 * @param cluster a client of the target's cluster
 */
record Place(KubernetesClient cluster, RestoreTarget target) {

  /** Where it is when the story begins. */
  static Place home(KubernetesClient east) {
    return new Place(east, new RestoreTarget(new ClusterId("east"), Shop.NAMESPACE));
  }

  Shop shop() {
    return new Shop(cluster, target.namespace());
  }

  Inspector inspector() {
    return new Inspector(cluster, target.namespace());
  }

  Writers writers() {
    return new Writers(inspector());
  }

  Inventory inventory() {
    return Inventory.of(cluster, target.namespace());
  }
}
