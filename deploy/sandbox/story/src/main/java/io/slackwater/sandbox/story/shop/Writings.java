// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
   */
  public record Life(long rows, long lowest, long highest) {

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

  /** How many visits there are, of all lives. */
  public long visits() {
    return lives.values().stream().mapToLong(Life::rows).sum();
  }

  /** How the rows of orders here are not those of the evidence, a line each. */
  public List<String> ordersOtherThan(Evidence evidence) {
    Set<String> wanted =
        evidence.orders().values().stream().map(Evidence.Order::file).collect(Collectors.toSet());
    List<String> faults = new ArrayList<>();
    wanted.stream()
        .filter(file -> !orders.contains(file))
        .sorted()
        .forEach(file -> faults.add("the row of " + file + " is gone"));
    orders.stream()
        .filter(file -> !wanted.contains(file))
        .sorted()
        .forEach(file -> faults.add("the row of " + file + " was committed after the cut"));
    return faults;
  }

  /**
   * How the visits here are not just those that were committed, a line each; empty when they are.
   * Lives that began after the restore are not asked for.
   *
   * @param written what the writers had written when the application was destroyed
   * @param committed what was committed before the cut
   */
  public List<String> visitsOtherThan(Writings written, Writings committed) {
    List<String> faults = visitsThatAreNoPrefix(written, committed);
    for (String life : written.lives.keySet()) {
      long later = rows(life) - committed.rows(life);
      if (later > 0) {
        faults.add("life %s: %d visits were committed after the cut".formatted(life, later));
      }
    }
    return faults;
  }

  /**
   * How the visits here are not a prefix of what was written, a line each; empty when they are.
   * Lives that began after the restore are not asked for.
   *
   * @param written what the writers had written when the application was destroyed
   * @param sure what must be there
   */
  public List<String> visitsThatAreNoPrefix(Writings written, Writings sure) {
    List<String> faults = new ArrayList<>();
    written.lives.forEach(
        (name, all) -> {
          Life here = lives.get(name);
          if (here != null && !here.whole()) {
            faults.add(
                "life %s: %d visits from %d to %d"
                    .formatted(name, here.rows(), here.lowest(), here.highest()));
          }
          if (rows(name) < sure.rows(name)) {
            faults.add(
                "life %s: %d visits of %d are there".formatted(name, rows(name), sure.rows(name)));
          }
          if (rows(name) > all.rows()) {
            faults.add("life %s: more visits than were written".formatted(name));
          }
        });
    return faults;
  }

  private long rows(String life) {
    Life here = lives.get(life);
    return here == null ? 0 : here.rows();
  }
}
