// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.snapshot.sandbox.HeldShop;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.SandboxExtension;
import io.slackwater.snapshot.sandbox.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code make bench-hold}: how long anybody is barred, beside a bare script's same commands. */
@ExtendWith(SandboxExtension.class)
class HoldBench {

  private static final int WARM_UP = 2;
  private static final int ROUNDS = 11;
  private static final double RATIO = 1.2;
  private static final double ADDED_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path REPORT = Path.of("..", "target", "bench", "hold.json");

  private final Sandbox sandbox;
  private final Handlers handlers;
  private final HeldShop shop;

  HoldBench(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.handlers = new Handlers(sandbox);
    this.shop = new HeldShop(sandbox, new Objects(sandbox.client()).freshName("bench"));
  }

  @Test
  void holdIsHardlyLongerThanTheBareCommands() throws InterruptedException, IOException {
    sandbox.namespace(shop.namespace());
    shop.open();
    BareHold bare = new BareHold(sandbox.client(), shop.namespace());
    List<Double> ofBare = new ArrayList<>();
    List<Double> ofOurs = new ArrayList<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      // Each goes first in every other round, so that what a round leaves behind burdens both.
      boolean bareFirst = round % 2 == 0;
      double first = bareFirst ? bare.run() : ours();
      shop.awaitOrder(PATIENCE);
      double second = bareFirst ? ours() : bare.run();
      shop.awaitOrder(PATIENCE);
      if (round >= WARM_UP) {
        ofBare.add(bareFirst ? first : second);
        ofOurs.add(bareFirst ? second : first);
      }
    }
    new Shop(sandbox, shop.namespace()).destroy();

    double bound = RATIO * median(ofBare) + ADDED_MILLIS;
    write(ofBare, ofOurs, bound);
    assertThat(median(ofOurs)).isLessThanOrEqualTo(bound);
  }

  private double ours() throws InterruptedException {
    Stopwatch stopwatch = new Stopwatch();
    Holds holds = new Holds(handlers);
    holds.fault =
        barrier -> new FaultyBarrier(barrier, stopwatch::raising, () -> {}, stopwatch::thawed);
    holds.run(
        Handlers.newTask(),
        1,
        Holds.spec(shop.namespace(), List.of(), HeldShop.CLAIMS.toArray(VolumeClaim[]::new)));
    return stopwatch.millis();
  }

  private static void write(List<Double> ofBare, List<Double> ofOurs, double bound)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode report = json.createObjectNode();
    report
        .putArray("required")
        .addObject()
        .put("name", "time in which writers are barred, ms at the median (at most)")
        .put("value", median(ofOurs))
        .put("bound", bound)
        .put("holds", median(ofOurs) <= bound);
    ArrayNode rows = report.putArray("rows");
    for (int round = 0; round < ofBare.size(); round++) {
      rows.addObject()
          .put("round", round + 1)
          .put("bareMillis", ofBare.get(round))
          .put("holdMillis", ofOurs.get(round));
    }
    Files.createDirectories(REPORT.getParent());
    Files.writeString(
        REPORT, json.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
