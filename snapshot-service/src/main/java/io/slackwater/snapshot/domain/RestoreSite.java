// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.task.VolumeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The place where volumes are to be restored, as it is before anything was done.
 *
 * @param existing claims of the target namespace that have a wanted name, by name
 * @param storageClasses those that the wanted claims name, by name, as far as they exist
 */
public record RestoreSite(
    String namespace,
    boolean namespaceExists,
    Map<String, ClaimView> existing,
    Map<String, StorageClassView> storageClasses) {

  private static final String BLOCK = "Block";

  /** Copies the maps. */
  public RestoreSite {
    existing = Map.copyOf(existing);
    storageClasses = Map.copyOf(storageClasses);
  }

  /** The claim that a source brings back. */
  public static VolumeClaim claim(VolumeSource source) {
    return switch (source) {
      case VolumeSource.Snapshot snapshot -> snapshot.artifact().claim();
      case VolumeSource.Export export -> export.artifact().claim();
    };
  }

  /**
   * Checks that every source can be restored here.
   *
   * @throws PreflightFailedException naming every fault
   */
  public void check(TaskIdentity identity, List<VolumeSource> sources) {
    List<Fault> faults = new ArrayList<>();
    if (!namespaceExists) {
      faults.add(
          Fault.lasting(
              "namespace '%s' does not exist: its definitions are restored first", namespace));
    }
    for (VolumeSource source : sources) {
      VolumeClaim claim = claim(source);
      inTheWay(identity, claim).ifPresent(faults::add);
      missingClass(claim).ifPresent(faults::add);
      unfit(source).ifPresent(faults::add);
    }
    if (!faults.isEmpty()) {
      throw new PreflightFailedException("restore of volumes into '" + namespace + "'", faults);
    }
  }

  private Optional<Fault> inTheWay(TaskIdentity identity, VolumeClaim claim) {
    ClaimView view = existing.get(claim.name());
    if (view == null || view.madeBy(identity)) {
      return Optional.empty();
    }
    return Optional.of(
        Fault.lasting(
            "claim '%s/%s' exists already and is not overwritten: delete it, or restore into"
                + " another namespace",
            namespace, claim.name()));
  }

  private Optional<Fault> missingClass(VolumeClaim claim) {
    if (claim.storageClass() == null || storageClasses.containsKey(claim.storageClass())) {
      return Optional.empty();
    }
    return Optional.of(
        Fault.lasting(
            "claim '%s' wants storage class '%s', which the cluster does not have: create it",
            claim.name(), claim.storageClass()));
  }

  private Optional<Fault> unfit(VolumeSource source) {
    return switch (source) {
      case VolumeSource.Export export when BLOCK.equals(export.artifact().claim().volumeMode()) ->
          Optional.of(
              Fault.lasting(
                  "claim '%s' is a block volume; an export holds files only",
                  export.artifact().claim().name()));
      case VolumeSource.Export export -> Optional.empty();
      case VolumeSource.Snapshot snapshot -> otherDriver(snapshot);
    };
  }

  private Optional<Fault> otherDriver(VolumeSource.Snapshot snapshot) {
    VolumeClaim claim = snapshot.artifact().claim();
    String name = claim.storageClass();
    StorageClassView storageClass = name == null ? null : storageClasses.get(name);
    if (storageClass == null || storageClass.provisioner().equals(snapshot.artifact().driver())) {
      return Optional.empty();
    }
    return Optional.of(
        Fault.lasting(
            "claim '%s': its snapshot is of driver '%s', but storage class '%s' is of '%s': restore"
                + " from an export (source EXPORT)",
            claim.name(),
            snapshot.artifact().driver(),
            storageClass.name(),
            storageClass.provisioner()));
  }
}
