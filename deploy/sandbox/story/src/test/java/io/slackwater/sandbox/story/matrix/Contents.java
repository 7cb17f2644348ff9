// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.slackwater.sandbox.story.shop.Writings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an artifact holds of the two writers. Immutable.
 *
 * @param files SHA-256 of each order's file; empty where there are no files
 * @param orders SHA-256 by the file's name, as the rows say
 * @param lives the visits
 */
record Contents(
    Map<String, String> files, Map<String, String> orders, Map<String, Writings.Life> lives) {

  Contents {
    files = Map.copyOf(files);
    orders = Map.copyOf(orders);
    lives = Map.copyOf(lives);
  }

  /** Where the rows here are not those of volumes of the same cut. */
  List<String> differences(Contents volumes) {
    List<String> faults =
        new ArrayList<>(
            compare("rows of the dump", orders, "those of the snapshot", volumes.orders));
    faults.addAll(
        compare(
            "visits of the dump", counts(lives), "those of the snapshot", counts(volumes.lives)));
    return faults;
  }

  /** Where two sets differ, a line each. */
  static <V> List<String> compare(
      String one, Map<String, V> left, String other, Map<String, V> right) {
    List<String> faults = lacking(one, left, other, right);
    right.keySet().stream()
        .filter(name -> !left.containsKey(name))
        .forEach(name -> faults.add("%s lack %s of %s".formatted(one, name, other)));
    return faults;
  }

  /** What a set has and another has not, or otherwise, a line each. */
  static <V> List<String> lacking(
      String one, Map<String, V> left, String other, Map<String, V> right) {
    List<String> faults = new ArrayList<>();
    left.forEach(
        (name, value) -> {
          if (!value.equals(right.get(name))) {
            faults.add(
                "%s: %s is %s in %s, %s in %s"
                    .formatted(one, name, value, one, right.get(name), other));
          }
        });
    return faults;
  }

  private static Map<String, Long> counts(Map<String, Writings.Life> lives) {
    Map<String, Long> counts = new HashMap<>();
    lives.forEach((name, life) -> counts.put(name, life.rows()));
    return counts;
  }
}
