// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** Changes of single fields, which leave alone whatever others write into the same object. */
final class Patches {

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private Patches() {}

  /** Applies a JSON merge patch (RFC 7396). */
  static void merge(Resource<?> resource, Map<String, ?> change) {
    resource.patch(MERGE, Serialization.asJson(change));
  }
}
