// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import io.slackwater.repository.testing.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Lets the contenders work on one data set in turn, each in a cold process. */
final class Contest {

  private final Path home;
  private final List<Contender> contenders;
  private final List<Row> rows = new ArrayList<>();

  Contest(Path home, List<Contender> contenders) {
    this.home = home;
    this.contenders = contenders;
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  /** One round: a full backup, one percent changed, an unchanged tree, and a restore. */
  void round(DataSet set, Path data, int round) throws IOException, InterruptedException {
    for (Contender contender : contenders) {
      delete(repository(contender));
      run(contender, "init");
    }
    each(set, "full", round, contender -> backup(contender, data));
    // Not the same change as in an earlier run over this data: that would change nothing.
    List<ChangedPages.Range> ranges = set.change(data, new SplittableRandom(System.nanoTime()));
    if (!ranges.isEmpty()) {
      knownRanges(set, data, round, ranges);
    }
    each(set, "incremental", round, contender -> backup(contender, data));
    each(set, "unchanged", round, contender -> backup(contender, data));
    each(set, "restore", round, contender -> restore(contender, restored(contender, round)));
    for (Contender contender : contenders) {
      verify(restored(contender, round).resolve(data.toString().substring(1)), data);
    }
  }

  /**
   * Deletes what was restored, after all rounds: for half a minute after a deletion ext4 searches
   * long for each new inode, and who restores first would pay for it.
   */
  void deleteRestored(int rounds) throws IOException {
    for (Contender contender : contenders) {
      for (int round = 1; round <= rounds; round++) {
        delete(restored(contender, round));
      }
    }
  }

  private Path restored(Contender contender, int round) {
    return home.resolve("restored-%s-%d".formatted(contender.name(), round));
  }

  /** On a copy of our repository, so that the incremental backup after it has the same parent. */
  private void knownRanges(DataSet set, Path data, int round, List<ChangedPages.Range> ranges)
      throws IOException, InterruptedException {
    for (Contender contender : contenders) {
      if (contender.name().equals(Contender.OURS)) {
        Path copy = home.resolve("repository-copy");
        delete(copy);
        shell("cp", "-a", repository(contender).toString(), copy.toString());
        StringBuilder lines = new StringBuilder();
        ranges.forEach(r -> lines.append(r.offset()).append(' ').append(r.length()).append('\n'));
        Path list = Files.writeString(home.resolve("ranges"), lines);
        List<String> command =
            contender.command(
                copy, "backup", "--changed-ranges", DiskImage.image(data) + "=" + list, data);
        record(set, "ranges", contender, round, measured(contender, command), copy);
        delete(copy);
      }
    }
  }

  /** What a contender does. */
  @FunctionalInterface
  private interface Step {
    Usage run(Contender contender) throws IOException, InterruptedException;
  }

  private void each(DataSet set, String operation, int round, Step step)
      throws IOException, InterruptedException {
    // Who goes first changes, so that none has the warmer page cache or the busier neighbour.
    List<Contender> order = round % 2 == 1 ? contenders : contenders.reversed();
    for (Contender contender : order) {
      record(set, operation, contender, round, step.run(contender), repository(contender));
    }
  }

  private void record(
      DataSet set, String operation, Contender contender, int round, Usage usage, Path repository)
      throws IOException {
    Row row = new Row(set.name(), operation, contender.name(), round, usage, sizeOf(repository));
    rows.add(row);
    System.out.printf(
        "%-20s %-12s %-16s %7.2f cpu s %7.2f s %6.0f MB, repository %7.1f MB%n",
        row.set(),
        row.operation(),
        row.contender(),
        usage.cpuSeconds(),
        usage.wallSeconds(),
        usage.peakMegabytes(),
        row.repositoryMegabytes());
  }

  private Usage backup(Contender contender, Path data) throws IOException, InterruptedException {
    return run(contender, "backup", data);
  }

  private Usage restore(Contender contender, Path target) throws IOException, InterruptedException {
    return run(contender, "restore", "latest", "--target", target);
  }

  private Usage run(Contender contender, Object... arguments)
      throws IOException, InterruptedException {
    return measured(contender, contender.command(repository(contender), arguments));
  }

  private Usage measured(Contender contender, List<String> command)
      throws IOException, InterruptedException {
    return MeasuredProcess.run(contender.environment(home), command, home.resolve("log"));
  }

  private Path repository(Contender contender) {
    return home.resolve("repository-" + contender.name());
  }

  private static void verify(Path restored, Path data) throws IOException {
    shell("diff", "-r", "--no-dereference", restored.toString(), data.toString());
  }

  private static void delete(Path path) throws IOException {
    shell("rm", "-rf", path.toString());
  }

  private static void shell(String... command) throws IOException {
    var ended = Processes.run(Map.of(), List.of(command));
    if (ended.exitCode() != 0) {
      throw new IOException(String.join(" ", command) + ": " + ended.out() + ended.err());
    }
  }

  private static double sizeOf(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum()
          / 1e6;
    }
  }
}
