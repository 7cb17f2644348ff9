// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.discovery.domain.GroupKind;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a cluster still keeps the CSI snapshots that a restore point names. */
final class KeptSnapshots {

  private static final GroupKind CONTENT =
      new GroupKind("snapshot.storage.k8s.io", "VolumeSnapshotContent");
  private static final String RETAIN = "Retain";

  private KeptSnapshots() {}

  /** What is not kept, each with the reason; empty when everything is. */
  static List<String> faults(ClusterApi api, List<VolumeSnapshotArtifact> named, Work work) {
    if (named.isEmpty()) {
      return List.of();
    }
    Optional<ResourceType> type = api.surface().find(CONTENT);
    List<String> faults = new ArrayList<>();
    for (VolumeSnapshotArtifact snapshot : named) {
      work.checkActive();
      String fault =
          type.isEmpty()
              ? "the cluster serves no VolumeSnapshotContents"
              : fault(snapshot, api.get(type.get(), null, null, snapshot.content()));
      if (fault != null) {
        faults.add(
            "the snapshot of claim '%s' (VolumeSnapshotContent '%s', handle '%s'): %s"
                .formatted(snapshot.claim().name(), snapshot.content(), snapshot.handle(), fault));
      }
    }
    return faults;
  }

  private static @Nullable String fault(
      VolumeSnapshotArtifact snapshot, Optional<KubernetesObject> content) {
    if (content.isEmpty()) {
      return "it does not exist any more";
    }
    KubernetesObject there = content.get();
    String handle = there.text("/status/snapshotHandle");
    String policy = there.text("/spec/deletionPolicy");
    if (there.terminating()) {
      return "it is being deleted";
    }
    if (!snapshot.handle().equals(handle)) {
      return "it stands for handle '%s' now".formatted(handle);
    }
    if (!RETAIN.equals(policy)) {
      return "its deletionPolicy is '%s', so the storage would not keep it".formatted(policy);
    }
    if (!there.at("/status/readyToUse").asBoolean()) {
      return "the storage says that it is not ready to use";
    }
    return null;
  }
}
