// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Medians over the rounds, as ratios restic / ours, held against what is required. */
final class Report {

  /** At default settings no command may need more. */
  private static final double MAX_MEGABYTES = 350;

  /** A cold process may cost that much more than restic's on an unchanged tree. */
  private static final double MAX_UNCHANGED_SECONDS = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Row> rows;
  private final ArrayNode required = JSON.createArrayNode();

  Report(List<Row> rows) {
    this.rows = rows;
    for (Floor floor : Floor.ALL) {
      String theirs = floor.operation().equals("ranges") ? "incremental" : floor.operation();
      OptionalDouble restic = median(floor.set(), theirs, floor.against(), floor.measure());
      OptionalDouble ours = median(floor.set(), floor.operation(), Contender.OURS, floor.measure());
      if (restic.isPresent() && ours.isPresent()) {
        double ratio = restic.getAsDouble() / ours.getAsDouble();
        require(floor.name(), ratio, floor.bound(), ratio >= floor.bound());
      }
    }
    double peak =
        rows.stream()
            .filter(row -> row.contender().equals(Contender.OURS))
            .mapToDouble(row -> row.usage().peakMegabytes())
            .max()
            .orElse(0);
    require(
        "largest peak memory of ours, MB (at most)", peak, MAX_MEGABYTES, peak <= MAX_MEGABYTES);
    for (String set : rows.stream().map(Row::set).distinct().toList()) {
      OptionalDouble restic = median(set, "unchanged", "restic", Floor.Measure.CPU);
      OptionalDouble ours = median(set, "unchanged", Contender.OURS, Floor.Measure.CPU);
      if (restic.isPresent() && ours.isPresent()) {
        double more = ours.getAsDouble() - restic.getAsDouble();
        require(
            set + ", unchanged, CPU s more than restic (at most)",
            more,
            MAX_UNCHANGED_SECONDS,
            more <= MAX_UNCHANGED_SECONDS);
      }
    }
  }

  private void require(String name, double value, double bound, boolean holds) {
    required
        .addObject()
        .put("name", name)
        .put("value", Math.round(value * 1000) / 1000.0)
        .put("bound", Math.round(bound * 1000) / 1000.0)
        .put("holds", holds);
  }

  private OptionalDouble median(
      String set, String operation, String contender, Floor.Measure measure) {
    List<Double> values =
        new ArrayList<>(
            rows.stream()
                .filter(row -> row.set().equals(set) && row.operation().equals(operation))
                .filter(row -> row.contender().equals(contender))
                .map(measure::of)
                .sorted()
                .toList());
    int n = values.size();
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((values.get((n - 1) / 2) + values.get(n / 2)) / 2);
  }

  /** Writes {@code engine.json}. */
  void write(Path file, String description) throws IOException {
    ObjectNode json = JSON.createObjectNode().put("benchmark", "engine").put("what", description);
    json.set("required", required);
    ArrayNode raw = json.putArray("rows");
    for (Row row : rows) {
      raw.addObject()
          .put("set", row.set())
          .put("operation", row.operation())
          .put("contender", row.contender())
          .put("round", row.round())
          .put("cpuSeconds", row.usage().cpuSeconds())
          .put("wallSeconds", row.usage().wallSeconds())
          .put("peakMegabytes", row.usage().peakMegabytes())
          .put("repositoryMegabytes", row.repositoryMegabytes());
    }
    Files.createDirectories(file.getParent());
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }

  /** Prints the ratios of every operation, then what is required. */
  void print() {
    System.out.printf(
        "%nratios restic / ours (medians): CPU, wall, peak memory, repository size%n");
    for (String set : rows.stream().map(Row::set).distinct().toList()) {
      for (String operation : rows.stream().map(Row::operation).distinct().toList()) {
        for (String peer : rows.stream().map(Row::contender).distinct().toList()) {
          if (!peer.equals(Contender.OURS)) {
            printRatios(set, operation, peer);
          }
        }
      }
    }
    System.out.printf("%nrequired%n");
    required.forEach(
        entry ->
            System.out.printf(
                "  %-5s %8.2f (bound %.2f)  %s%n",
                entry.path("holds").asBoolean() ? "holds" : "FAILS",
                entry.path("value").asDouble(),
                entry.path("bound").asDouble(),
                entry.path("name").asText()));
  }

  private void printRatios(String set, String operation, String peer) {
    String theirs = operation.equals("ranges") ? "incremental" : operation;
    StringBuilder line = new StringBuilder();
    for (Floor.Measure measure : Floor.Measure.values()) {
      OptionalDouble restic = median(set, theirs, peer, measure);
      OptionalDouble ours = median(set, operation, Contender.OURS, measure);
      if (restic.isPresent() && ours.isPresent()) {
        line.append("%7.2f".formatted(restic.getAsDouble() / ours.getAsDouble()));
      }
    }
    if (!line.isEmpty()) {
      System.out.printf("  %-20s %-12s %-16s%s%n", set, operation, peer, line);
    }
  }
}
