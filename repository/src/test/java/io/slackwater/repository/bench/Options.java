// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the command line of the benchmark says. */
record Options(
    double scale,
    int rounds,
    List<String> sets,
    String restic,
    boolean fastest,
    String ours,
    Path home,
    Path out) {

  static Options parse(String[] args) {
    double scale = 1;
    int rounds = 3;
    List<String> sets = new ArrayList<>();
    String restic = "restic";
    boolean fastest = false;
    String ours = "target/mover/bin/slackwater-repository";
    Path home = Path.of("target/bench/engine");
    Path out = Path.of("target/bench/engine.json");
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--fastest")) {
        fastest = true;
        continue;
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("a value is missing after " + args[i]);
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--scale" -> scale = Double.parseDouble(value);
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--set" -> sets.add(value);
        case "--restic" -> restic = value;
        case "--ours" -> ours = value;
        case "--home" -> home = Path.of(value);
        case "--out" -> out = Path.of(value);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
      i++;
    }
    return new Options(
        scale, rounds, sets, restic, fastest, ours, home.toAbsolutePath(), out.toAbsolutePath());
  }
}
