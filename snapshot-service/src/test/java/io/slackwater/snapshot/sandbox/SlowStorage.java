// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.sandbox;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.slackwater.contracts.application.VolumeClaim;
import java.util.Map;
import java.util.UUID;

/** Claims whose storage takes its time over snapshots (docs/sandbox.md). */
public final class SlowStorage {

  private SlowStorage() {}

  /** Makes a StorageClass with these parameters and a claim of it. */
  public static VolumeClaim claim(Sandbox sandbox, Shop shop, Map<String, String> parameters) {
    String name = "slow-" + UUID.randomUUID().toString().substring(0, 8);
    sandbox
        .client()
        .storage()
        .v1()
        .storageClasses()
        .resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(Shop.DRIVER)
                .withParameters(parameters)
                .withReclaimPolicy("Delete")
                .withVolumeBindingMode("Immediate")
                .build())
        .create();
    return shop.claim(name, name);
  }
}
