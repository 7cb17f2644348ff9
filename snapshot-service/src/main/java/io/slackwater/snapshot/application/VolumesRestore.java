// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.snapshot.domain.ClaimView;
import io.slackwater.snapshot.domain.RestoreSite;
import io.slackwater.snapshot.domain.StorageClassView;
import io.slackwater.snapshot.domain.VolumeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Brings the volumes of an application back, after a look at whether all of them can be. */
public final class VolumesRestore {

  private final Limits limits;
  private final VolumeRestore volumes;

  /** With its bounds and the repositories. */
  public VolumesRestore(Limits limits, Exports exports) {
    this.limits = limits;
    this.volumes = new VolumeRestore(limits, exports);
  }

  /**
   * Restores every volume.
   *
   * @return one artifact for each, in their order
   * @throws VolumeException naming every volume that could not be restored
   */
  public List<RestoredArtifact> run(Work work, String namespace, List<VolumeSource> sources)
      throws InterruptedException {
    site(work.cluster().claims(), namespace, sources).check(work.identity(), sources);
    List<Callable<RestoredArtifact>> each =
        sources.stream()
            .<Callable<RestoredArtifact>>map(one -> () -> volumes.run(work, namespace, one))
            .toList();
    return EachVolume.run(limits.volumesAtOnce(), each);
  }

  private static RestoreSite site(ClaimStore claims, String namespace, List<VolumeSource> sources) {
    Map<String, ClaimView> existing = new HashMap<>();
    Map<String, StorageClassView> storageClasses = new HashMap<>();
    for (VolumeSource source : sources) {
      VolumeClaim claim = RestoreSite.claim(source);
      claims.find(namespace, claim.name()).ifPresent(found -> existing.put(claim.name(), found));
      String storageClass = claim.storageClass();
      if (storageClass != null) {
        claims
            .storageClass(storageClass)
            .ifPresent(found -> storageClasses.put(storageClass, found));
      }
    }
    return new RestoreSite(namespace, claims.namespaceExists(namespace), existing, storageClasses);
  }
}
