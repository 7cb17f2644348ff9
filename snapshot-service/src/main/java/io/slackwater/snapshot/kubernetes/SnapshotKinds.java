// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds of the CSI snapshot API, {@code snapshot.storage.k8s.io/v1}. */
final class SnapshotKinds {

  static final String GROUP = "snapshot.storage.k8s.io";
  static final String API_VERSION = GROUP + "/v1";
  static final String SNAPSHOT_KIND = "VolumeSnapshot";
  static final String CONTENT_KIND = "VolumeSnapshotContent";

  static final ResourceDefinitionContext SNAPSHOT = kind(SNAPSHOT_KIND, "volumesnapshots", true);
  static final ResourceDefinitionContext CONTENT =
      kind(CONTENT_KIND, "volumesnapshotcontents", false);
  static final ResourceDefinitionContext CLASS =
      kind("VolumeSnapshotClass", "volumesnapshotclasses", false);

  private SnapshotKinds() {}

  private static ResourceDefinitionContext kind(String kind, String plural, boolean namespaced) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(GROUP)
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }
}
