// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.ImportArtifact;
import io.slackwater.contracts.run.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An import: it is a success when its task went through and all that it found can be taken in. */
final class ImportSteps {
  private ImportSteps() {}

  static Change advance(Run run, Instant now) {
    if (run.tasks().stream().allMatch(Task::ended)) {
      return end(run, now);
    }
    Run begun = run;
    for (Task task : run.tasks()) {
      if (task.attempts().isEmpty()) {
        begun = begun.change(task.id(), t -> t.next(Cause.PLAN, now, now));
      }
    }
    return Change.silent(begun);
  }

  private static Change end(Run run, Instant now) {
    if (!run.tasks().stream().allMatch(Task::succeeded)) {
      boolean onlyExpired = run.tasks().stream().allMatch(t -> t.status() == TaskStatus.EXPIRED);
      return Settlement.settle(
          run, onlyExpired ? Outcome.EXPIRED : Outcome.FAILED, Failures.of(run.tasks()), now);
    }
    List<String> unreadable =
        run.tasks().stream()
            .flatMap(t -> t.artifacts().stream())
            .filter(ImportArtifact.class::isInstance)
            .flatMap(a -> reasons(run, (ImportArtifact) a).stream())
            .toList();
    return Settlement.settle(
        run, unreadable.isEmpty() ? Outcome.SUCCEEDED : Outcome.PARTIAL, unreadable, now);
  }

  private static List<String> reasons(Run run, ImportArtifact found) {
    List<String> reasons = new ArrayList<>(found.examples());
    if (found.unreadable() > reasons.size()) {
      reasons.add(
          "and %d more: GET /api/v1/imports/%s names all of them"
              .formatted(found.unreadable() - reasons.size(), run.id()));
    }
    return reasons;
  }
}
