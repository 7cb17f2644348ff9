// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was committed up to one moment.
 *
 * @param orders every order that was committed by then, by its id
 * @param stockDigest SHA-256 over the table that never changes
 */
public record Evidence(Map<Long, Order> orders, String stockDigest) {

  /**
   * A row, and by it a file.
   *
   * @param file the file's name
   * @param sha256 its hash
   * @param placedAt seconds since 1970, with what the database has behind the point
   */
  public record Order(String file, String sha256, String placedAt) {}

  /** Copies the map. */
  public Evidence {
    orders = Map.copyOf(orders);
  }

  /** The orders of another moment that are not in this one as they were then; a line each. */
  public List<String> missing(Evidence other) {
    List<String> missing = new ArrayList<>();
    other.orders.forEach(
        (id, order) -> {
          Order here = orders.get(id);
          if (here == null) {
            missing.add("order %d of %s is gone".formatted(id, order.file()));
          } else if (!here.equals(order)) {
            missing.add("order %d is %s and was %s".formatted(id, here, order));
          }
        });
    if (!stockDigest.equals(other.stockDigest)) {
      missing.add("the stock is not what it was");
    }
    return missing;
  }
}
