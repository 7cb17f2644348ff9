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
    String name = storageClass(sandbox, parameters);
    return shop.claim(name, name);
  }

  /** Makes a StorageClass with these parameters. */
  public static String storageClass(Sandbox sandbox, Map<String, String> parameters) {
    String name = "slow-" + UUID.randomUUID().toString().substring(0, 8);
    make(sandbox, name, parameters);
    return name;
  }

  /** Gives a StorageClass other parameters: the storage goes by what it finds at each snapshot. */
  public static void change(Sandbox sandbox, String name, Map<String, String> parameters) {
    sandbox.client().storage().v1().storageClasses().withName(name).delete();
    make(sandbox, name, parameters);
  }

  private static void make(Sandbox sandbox, String name, Map<String, String> parameters) {
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
  }
}
