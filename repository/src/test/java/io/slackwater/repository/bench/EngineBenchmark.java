// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs restic and this engine in turn over the same data. Options: {@code --scale 0.125} for
 * smaller sets, {@code --rounds 3}, {@code --set NAME} (repeatable), {@code --restic FILE}, {@code
 * --fastest} (also against restic's fastest compression), {@code --ours COMMAND}, {@code --home
 * DIR}, {@code --out FILE}.
 */
final class EngineBenchmark {

  private static final List<DataSet> SETS =
      List.of(new DatabaseDirectory(), new SmallFiles(), new RandomFiles(), new DiskImage());

  private EngineBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Options options = Options.parse(args);
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender("restic", List.of(options.restic()), List.of()));
    if (options.fastest()) {
      contenders.add(
          new Contender(
              "restic-fastest", List.of(options.restic()), List.of("--compression", "fastest")));
    }
    contenders.add(new Contender(Contender.OURS, List.of(options.ours().split(" ")), List.of()));
    Files.createDirectories(options.home());
    Contest contest = new Contest(options.home(), contenders);
    for (DataSet set : SETS) {
      if (options.sets().isEmpty() || options.sets().contains(set.name())) {
        Path data = generated(set, options);
        for (int round = 1; round <= options.rounds(); round++) {
          contest.round(set, data, round);
        }
        contest.deleteRestored(options.rounds());
        for (Contender contender : contenders) {
          MeasuredProcess.run(
              contender.environment(options.home()),
              List.of(
                  "rm", "-rf", options.home().resolve("repository-" + contender.name()).toString()),
              options.home().resolve("log"));
        }
      }
    }
    Report report = new Report(contest.rows());
    report.print();
    report.write(
        options.out(),
        "restic %s, scale %s, %d rounds"
            .formatted(options.restic(), options.scale(), options.rounds()));
    System.out.println("written: " + options.out());
  }

  private static Path generated(DataSet set, Options options)
      throws IOException, InterruptedException {
    String name = set.name().replace(' ', '-');
    Path directory = options.home().resolve("data-%s".formatted(options.scale())).resolve(name);
    Path whole = directory.resolveSibling(name + ".generated");
    if (!Files.exists(whole)) {
      try (Stream<Path> walk = Files.exists(directory) ? Files.walk(directory) : Stream.of()) {
        for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
      Files.createDirectories(directory);
      System.out.println("generating " + set.name() + " in " + directory);
      set.generate(directory, options.scale());
      Files.createFile(whole);
    }
    return directory;
  }
}
