// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import io.slackwater.contracts.application.VolumeClaim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which class each claim's snapshot is cut with.
 *
 * @param classes by claim name, in the order of the task
 */
public record SnapshotPlan(Map<String, SnapshotClass> classes) {

  /** Keeps the order. */
  public SnapshotPlan {
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
  }

  /**
   * Plans the snapshots of all claims.
   *
   * @param wanted the claims of the task
   * @param found those of them that exist, by name
   * @param known the cluster's snapshot classes
   * @throws PreflightFailedException naming every claim that cannot be snapshotted; a part of an
   *     application's volumes is no restore point
   */
  public static SnapshotPlan of(
      String namespace,
      List<VolumeClaim> wanted,
      Map<String, ClaimView> found,
      List<SnapshotClass> known) {
    Map<String, SnapshotClass> plan = new LinkedHashMap<>();
    List<Fault> faults = new ArrayList<>();
    for (VolumeClaim claim : wanted) {
      String where = "claim '" + namespace + "/" + claim.name() + "'";
      ClaimView view = found.get(claim.name());
      Optional<Fault> fault = view == null ? missing(where) : unfit(where, view);
      if (fault.isPresent()) {
        faults.add(fault.get());
      } else if (view != null && view.driver() != null) {
        choose(where, view.driver(), known, faults).ifPresent(c -> plan.put(claim.name(), c));
      }
    }
    if (!faults.isEmpty()) {
      throw new PreflightFailedException("snapshot of the volumes in '" + namespace + "'", faults);
    }
    return new SnapshotPlan(plan);
  }

  private static Optional<Fault> missing(String where) {
    return Optional.of(
        Fault.lasting("%s does not exist any more: back up again once it was rediscovered", where));
  }

  private static Optional<Fault> unfit(String where, ClaimView view) {
    if (!view.bound()) {
      return Optional.of(
          Fault.passing(
              "%s is %s and not bound to a volume: there is nothing to snapshot yet",
              where, view.phase()));
    }
    if (view.driver() == null) {
      return Optional.of(
          Fault.lasting(
              "%s is bound to volume '%s', which is not of a CSI driver and has no snapshots: move"
                  + " its data to a CSI storage class, or protect it with approach data-service",
              where, String.valueOf(view.volume())));
    }
    return Optional.empty();
  }

  private static Optional<SnapshotClass> choose(
      String where, String driver, List<SnapshotClass> known, List<Fault> faults) {
    List<SnapshotClass> fitting = known.stream().filter(c -> c.driver().equals(driver)).toList();
    List<SnapshotClass> defaults = fitting.stream().filter(SnapshotClass::byDefault).toList();
    if (fitting.isEmpty()) {
      faults.add(
          Fault.lasting(
              "%s is of driver '%s', for which the cluster has no VolumeSnapshotClass: create one",
              where, driver));
      return Optional.empty();
    }
    List<SnapshotClass> candidates = defaults.isEmpty() ? fitting : defaults;
    if (candidates.size() > 1) {
      faults.add(
          Fault.lasting(
              "%s is of driver '%s', for which there are the VolumeSnapshotClasses %s: mark exactly"
                  + " one with snapshot.storage.kubernetes.io/is-default-class=true",
              where,
              driver,
              candidates.stream().map(SnapshotClass::name).sorted().collect(Collectors.toList())));
      return Optional.empty();
    }
    return Optional.of(candidates.getFirst());
  }
}
