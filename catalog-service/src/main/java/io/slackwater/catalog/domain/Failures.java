// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import java.util.List;

/** Why tasks did not succeed, for people. */
final class Failures {
  private Failures() {}

  static List<String> of(List<Task> tasks) {
    return tasks.stream()
        .filter(Task::ended)
        .flatMap(t -> t.failure().map(reason -> t.component() + ": " + reason).stream())
        .toList();
  }
}
