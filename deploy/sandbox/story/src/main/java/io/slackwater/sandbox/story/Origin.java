// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.artifact.RestoredArtifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a restore takes the data from, and how its report shows that it did. */
enum Origin {
  DUMP("Database/", 1),
  SNAPSHOT("PersistentVolumeClaim/", 2),
  EXPORT("PersistentVolumeClaim/", 2);

  private static final String DEFINITIONS = "definitions";

  private final String components;
  private final int count;

  Origin(String components, int count) {
    this.components = components;
    this.count = count;
  }

  /** Its name, as events and the report tell it. */
  String told() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether file volumes come back with their content. */
  boolean withFiles() {
    return this != DUMP;
  }

  /** What contradicts that all data came from here, a line each; empty when nothing does. */
  List<String> faults(List<RestoredArtifact> artifacts) {
    List<RestoredArtifact> data =
        artifacts.stream().filter(artifact -> !artifact.from().equals(DEFINITIONS)).toList();
    List<String> faults = new ArrayList<>();
    for (RestoredArtifact artifact : data) {
      if (!artifact.from().equals(told()) || !artifact.component().startsWith(components)) {
        faults.add("%s came from the %s".formatted(artifact.component(), artifact.from()));
      }
    }
    if (data.size() != count) {
      faults.add("%d came back with their data, not %d".formatted(data.size(), count));
    }
    return faults;
  }
}
