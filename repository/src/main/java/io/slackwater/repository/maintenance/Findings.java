// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import java.util.ArrayList;
import java.util.List;

/** Gathers what a check finds. Not thread-safe. */
final class Findings {

  private final List<CheckProblem> errors = new ArrayList<>();
  private final List<CheckProblem> hints = new ArrayList<>();

  void error(Object subject, String detail) {
    errors.add(new CheckProblem(subject.toString(), detail));
  }

  void hint(Object subject, String detail) {
    hints.add(new CheckProblem(subject.toString(), detail));
  }

  CheckReport report(int snapshots, int packs, int packsRead) {
    return new CheckReport(errors, hints, snapshots, packs, packsRead);
  }
}
