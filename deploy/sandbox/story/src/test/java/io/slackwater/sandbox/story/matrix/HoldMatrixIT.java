// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.sandbox.story.Narrator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that takes part in a hold is killed at every border of its protocol: writers go on in
 * time, the run settles, no restore point claims what its content does not show, and the next
 * backup succeeds. The table goes to {@code target/hold-kills.md}, beside the sandboxes. With
 * {@code -Dslackwater.matrix.victims=BROKER,SHELLS} only those are killed.
 */
@Tag("long")
class HoldMatrixIT {

  private static final Narrator narrator = new Narrator(System.out);
  private static final Map<Victim, List<Cell>> table = new TreeMap<>();
  private static DivertedSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = DivertedSandbox.start("hold-matrix-it", narrator);
  }

  @AfterAll
  static void stop() throws IOException {
    List<String> lines =
        Stream.concat(
                Cell.HEAD.stream(), table.values().stream().flatMap(List::stream).map(Cell::row))
            .toList();
    lines.forEach(narrator::line);
    if (sandbox != null) {
      sandbox.close();
      Files.write(sandbox.sandbox().home().directory().resolveSibling("hold-kills.md"), lines);
    }
    narrator.close();
  }

  private static List<Victim> victims() {
    String chosen = System.getProperty("slackwater.matrix.victims");
    return chosen == null
        ? List.of(Victim.values())
        : Stream.of(chosen.split(",")).map(Victim::valueOf).toList();
  }

  @ParameterizedTest
  @MethodSource("victims")
  void holdEndsInTimeAndClaimsNothingWrongWhenKilledAtAnyBorder(Victim victim)
      throws InterruptedException {
    HeldShop shop = sandbox.shop(victim.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    narrator.step("shop " + shop.namespace(), shop::open);
    Matrix matrix = new Matrix(sandbox, shop);
    List<Cell> cells = table.computeIfAbsent(victim, any -> new ArrayList<>());
    try {
      for (Border border : Border.values()) {
        Cell cell = matrix.kill(victim, border);
        cells.add(cell);
        narrator.line("  " + cell.row());
      }
    } finally {
      // What writes here would slow the others down.
      shop.close();
    }
    assertThat(cells).allSatisfy(cell -> assertThat(cell.faults()).as(cell.row()).isEmpty());
  }
}
