// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.artifact.RestoredArtifact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a restore takes the data from, and how its report shows that it did. */
enum Origin {
  DUMP(List.of(Part.DUMPED)),
  SNAPSHOT(List.of(Part.SNAPSHOT, Part.SNAPSHOT)),
  EXPORT(List.of(Part.EXPORT, Part.EXPORT)),
  DUMP_AND_SNAPSHOT(List.of(Part.DUMPED, Part.SNAPSHOT));

  private static final String DEFINITIONS = "definitions";

  private final List<Part> parts;

  Origin(List<Part> parts) {
    this.parts = parts;
  }

  /** Its name, as events and the report tell it. */
  String told() {
    return parts.stream().map(Part::from).distinct().collect(Collectors.joining("+"));
  }

  /** Whether file volumes come back with their content. */
  boolean withFiles() {
    return this != DUMP;
  }

  /** What contradicts that all data came from here, a line each; empty when nothing does. */
  List<String> faults(List<RestoredArtifact> artifacts) {
    List<Part> wanted = new ArrayList<>(parts);
    List<String> faults = new ArrayList<>();
    artifacts.stream()
        .filter(artifact -> !artifact.from().equals(DEFINITIONS))
        .filter(artifact -> !wanted.remove(new Part(kind(artifact.component()), artifact.from())))
        .forEach(
            artifact ->
                faults.add("%s came from the %s".formatted(artifact.component(), artifact.from())));
    wanted.forEach(
        part -> faults.add("no %s came from the %s".formatted(part.kind(), part.from())));
    return faults;
  }

  private static String kind(String component) {
    return component.substring(0, component.indexOf('/'));
  }

  /** One thing with data of its own. */
  private record Part(String kind, String from) {

    private static final Part DUMPED = new Part("Database", "dump");
    private static final Part SNAPSHOT = new Part("PersistentVolumeClaim", "snapshot");
    private static final Part EXPORT = new Part("PersistentVolumeClaim", "export");
  }
}
