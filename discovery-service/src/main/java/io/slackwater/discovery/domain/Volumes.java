// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.contracts.application.VolumeClaim;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The volumes of an application, by their claims. */
public final class Volumes {

  private static final GroupKind VOLUME = new GroupKind("", "PersistentVolume");
  private static final GroupKind CLASS = new GroupKind("storage.k8s.io", "StorageClass");

  private final Siblings cluster;

  /**
   * Volumes of a cluster.
   *
   * @param cluster its PersistentVolumes and StorageClasses, among others
   */
  public Volumes(Collection<KubernetesObject> cluster) {
    this.cluster = new Siblings(cluster);
  }

  /** A claim with its capacity (what it has, else what it asked for) and its driver. */
  public VolumeClaim of(KubernetesObject claim) {
    List<String> accessModes = new ArrayList<>();
    claim.at("/spec/accessModes").forEach(mode -> accessModes.add(mode.asText()));
    return new VolumeClaim(
        claim.name(),
        claim.text("/spec/storageClassName"),
        capacity(claim),
        accessModes,
        claim.at("/spec/volumeMode").asText("Filesystem"),
        driver(claim),
        claim.labels());
  }

  private @Nullable String driver(KubernetesObject claim) {
    String bound =
        cluster
            .find(new ObjectKey(VOLUME, null, claim.at("/spec/volumeName").asText()))
            .map(volume -> volume.text("/spec/csi/driver"))
            .orElse(null);
    if (bound != null) {
      return bound;
    }
    return cluster
        .find(new ObjectKey(CLASS, null, claim.at("/spec/storageClassName").asText()))
        .map(storageClass -> storageClass.text("/provisioner"))
        .orElse(null);
  }

  private static long capacity(KubernetesObject claim) {
    JsonNode has = claim.at("/status/capacity/storage");
    JsonNode asked = claim.at("/spec/resources/requests/storage");
    return Quantity.parse((has.isMissingNode() ? asked : has).asText())
        .orElse(BigDecimal.ZERO)
        .setScale(0, RoundingMode.UP)
        .longValueExact();
  }
}
