// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.Map;

/** The metadata by which a helper object is found again, by its task and when its time is over. */
public final class StagedMetadata {

  /** Label of everything that must not outlive its task. */
  public static final String HELPER = "slackwater.io/helper";

  private StagedMetadata() {}

  /** Of an object for a claim. */
  public static ObjectMeta of(TaskIdentity identity, String helper, String claim) {
    return new ObjectMetaBuilder()
        .withName(helper)
        .withLabels(identity.labels())
        .addToLabels(HELPER, Labels.TRUE)
        .withAnnotations(
            Map.of(Labels.CLAIM, claim, Labels.NOT_AFTER, identity.notAfter().toString()))
        .build();
  }
}
