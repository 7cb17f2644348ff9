// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a restore that did not come to its end has made, for who has to clear it away. */
final class HalfMade {
  private HalfMade() {}

  static List<String> of(Run run) {
    List<String> made = new ArrayList<>();
    for (Task task : run.tasks()) {
      TaskPlanned order = task.order();
      String what = order == null || !begun(task) ? null : what(order.spec(), task.succeeded());
      if (what != null) {
        made.add(what);
      }
    }
    return made;
  }

  /** Whether an executor had it. */
  private static boolean begun(Task task) {
    return task.attempts().stream().anyMatch(a -> a.acceptedAt() != null || a.sequence() >= 0);
  }

  private static @Nullable String what(TaskSpec spec, boolean done) {
    return switch (spec) {
      case TaskSpec.RestoreDefinitions s when s.stage() == RestoreStage.PREREQUISITES ->
          "namespace %s %s: delete it to be rid of all that this restore made"
              .formatted(at(s.target()), done ? "is there" : "may be there");
      case TaskSpec.RestoreDefinitions s ->
          "the %s %s in namespace %s"
              .formatted(
                  s.stage().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  done ? "are there" : "may be there in part",
                  at(s.target()));
      case TaskSpec.RestoreVolumes s ->
          "claims %s %s in namespace %s"
              .formatted(
                  s.volumes().stream().map(HalfMade::claim).toList(),
                  done ? "are there with their data" : "may be there, not all of them filled",
                  at(s.target()));
      case TaskSpec.LoadDataService s ->
          "databases %s of data service %s %s in namespace %s"
              .formatted(
                  s.dumps().stream().map(DumpArtifact::database).filter(Objects::nonNull).toList(),
                  s.dataService().name(),
                  done ? "are loaded" : "may be loaded in part, under fresh names",
                  at(s.target()));
      default -> null;
    };
  }

  private static String claim(VolumeSource source) {
    return switch (source) {
      case VolumeSource.Snapshot s -> s.artifact().claim().name();
      case VolumeSource.Export e -> e.artifact().claim().name();
    };
  }

  private static String at(RestoreTarget target) {
    return target.namespace() + " of cluster " + target.cluster();
  }
}
