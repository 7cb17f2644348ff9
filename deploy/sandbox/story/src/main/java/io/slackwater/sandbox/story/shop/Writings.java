// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two writers left: one whose orders are a file and a row each, and one that only counts
 * visits. Immutable.
 *
 * @param files names of the files of orders
 * @param orders files that rows of orders name
 * @param lives what each life of the counting writer wrote, by the life's name
 */
public record Writings(Set<String> files, Set<String> orders, Map<String, Life> lives) {

  /**
   * The rows of one life, which counts from 1.
   *
   * @param rows how many there are
   * @param lowest the lowest number
   * @param highest the highest number
   * @param lastAt when the last of them was written
   */
  public record Life(long rows, long lowest, long highest, Instant lastAt) {

    private boolean whole() {
      return lowest == 1 && highest == rows;
    }
  }

  /** Copies the collections. */
  public Writings {
    files = Set.copyOf(files);
    orders = Set.copyOf(orders);
    lives = Map.copyOf(lives);
  }

  /** Orders that are a file alone or a row alone, a line each; empty when each is both. */
  public List<String> halfOrders() {
    List<String> half = new ArrayList<>();
    filesWithoutRow().forEach(file -> half.add(file + " has no row"));
    rowsWithoutFile().forEach(file -> half.add("the row of " + file + " has no file"));
    return half;
  }

  /** Orders that are a file alone. */
  public List<String> filesWithoutRow() {
    return files.stream().filter(file -> !orders.contains(file)).sorted().toList();
  }

  /** Orders that are a row alone. */
  public List<String> rowsWithoutFile() {
    return orders.stream().filter(file -> !files.contains(file)).sorted().toList();
  }

  /**
   * How the visits here are not a prefix of what was written, a line each; empty when they are.
   * Lives that began after the restore are not asked for.
   *
   * @param written what the writers had written when the application was destroyed
   * @param committed what was committed before the cut
   * @param cut no row may be later
   */
  public List<String> visitsThatAreNoPrefix(Writings written, Writings committed, Instant cut) {
    List<String> faults = new ArrayList<>();
    written.lives.forEach(
        (name, all) -> {
          Life here = lives.get(name);
          long sure = committed.lives.containsKey(name) ? committed.lives.get(name).rows() : 0;
          if (here == null) {
            if (sure > 0) {
              faults.add("life %s: all of %d visits are gone".formatted(name, sure));
            }
            return;
          }
          if (!here.whole()) {
            faults.add(
                "life %s: %d visits from %d to %d"
                    .formatted(name, here.rows(), here.lowest(), here.highest()));
          }
          if (here.rows() < sure) {
            faults.add("life %s: %d visits of %d are there".formatted(name, here.rows(), sure));
          }
          if (here.rows() > all.rows()) {
            faults.add("life %s: more visits than were written".formatted(name));
          }
          if (here.lastAt().isAfter(cut)) {
            faults.add(
                "life %s: a visit of %s is later than the cut at %s"
                    .formatted(name, here.lastAt(), cut));
          }
        });
    return faults;
  }
}
