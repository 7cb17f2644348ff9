// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an attempt does with the snapshots that attempts of the same task left.
 *
 * @param adopted one whole set of one attempt, one snapshot for each claim; empty when all must be
 *     cut again
 * @param voided what is not part of it and is removed
 */
public record Adoption(List<CutSnapshot> adopted, List<CutSnapshot> voided) {

  /** Copies the lists. */
  public Adoption {
    adopted = List.copyOf(adopted);
    voided = List.copyOf(voided);
  }

  /**
   * Decides; everything found must be of this attempt or of older ones. Snapshots are consistent
   * with each other only if one attempt asked for all of them at once; so a set with a gap, an
   * error or a part already being deleted is void as a whole.
   */
  public static Adoption decide(Set<String> claims, Collection<CutSnapshot> found) {
    Map<Integer, List<CutSnapshot>> byAttempt =
        found.stream()
            .collect(
                Collectors.groupingBy(
                    CutSnapshot::attempt,
                    () -> new TreeMap<>(Comparator.reverseOrder()),
                    Collectors.toList()));
    Optional<List<CutSnapshot>> whole =
        byAttempt.values().stream().filter(set -> isWhole(claims, set)).findFirst();
    List<CutSnapshot> voided = new ArrayList<>(found);
    whole.ifPresent(voided::removeAll);
    return new Adoption(whole.orElse(List.of()), voided);
  }

  /** Whether all must be cut again. */
  public boolean cutAgain() {
    return adopted.isEmpty();
  }

  private static boolean isWhole(Set<String> claims, List<CutSnapshot> set) {
    Set<String> covered = new HashSet<>();
    set.forEach(snapshot -> covered.add(snapshot.claim()));
    return set.size() == claims.size()
        && covered.equals(claims)
        && set.stream().allMatch(CutSnapshot::sound);
  }
}
