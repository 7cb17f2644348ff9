// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.sandbox.story.shop.Writings;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a restore of a point without a hold shows that was not one cut.
 *
 * @param orders that came back at all
 * @param filesWithoutRow of them, those that came back as a file alone
 * @param rowsWithoutFile those that came back as a row alone
 * @param skew how far apart the volumes were cut, where that is known
 */
record Tear(int orders, int filesWithoutRow, int rowsWithoutFile, Optional<Skew> skew) {

  static Tear of(Backup backup, Writings found) {
    Set<String> all = new HashSet<>(found.files());
    all.addAll(found.orders());
    return new Tear(
        all.size(),
        found.filesWithoutRow().size(),
        found.rowsWithoutFile().size(),
        Skew.of(backup.point()));
  }

  /** In a sentence, with the numbers. */
  String told() {
    return "one cut: of %d orders %d are a file without a row and %d a row without a file; %s"
        .formatted(orders, filesWithoutRow, rowsWithoutFile, cuts());
  }

  private String cuts() {
    return skew.map(
            each ->
                "the volumes were cut %d+-%d ms apart"
                    .formatted(each.millis(), each.uncertaintyMillis()))
        .orElse("how far apart the volumes were cut is not known");
  }
}
