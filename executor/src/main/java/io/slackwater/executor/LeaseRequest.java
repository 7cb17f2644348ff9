// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Lease that a task needs before it holds or changes anything.
 *
 * @param name the Kubernetes Lease's name
 * @param subject what it stands for, in words
 * @param exclusive whether no other run may hold it too
 */
record LeaseRequest(String name, String subject, boolean exclusive) {

  private static final String APPLICATION = "application ";

  /** The Leases of a task, sorted by name, so that two runs never wait for each other crosswise. */
  static List<LeaseRequest> of(TaskPlanned task) {
    ApplicationId application = task.application();
    if (!concernsApplication(task.spec())) {
      return List.of();
    }
    return Stream.concat(
            Stream.of(application(application, changes(task.spec()))), dataServices(task))
        .sorted(Comparator.comparing(LeaseRequest::name))
        .toList();
  }

  /**
   * Whether the run needs its Leases no longer after this task: verifying comes last, and only
   * reads.
   */
  static boolean endsRun(TaskSpec spec) {
    return spec instanceof TaskSpec.VerifyDefinitions || spec instanceof TaskSpec.VerifyDataService;
  }

  /**
   * Whether it is given up when its task ends; what a run changes stays its own for the next task.
   */
  boolean endsWithTask() {
    return !exclusive || !subject.startsWith(APPLICATION);
  }

  /** Keys and descriptions in repositories are read and written beside all that runs. */
  private static boolean concernsApplication(TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.ImportRestorePoints _,
          TaskSpec.PrepareKey _,
          TaskSpec.GrantKey _,
          TaskSpec.RevokeKey _ ->
          false;
      default -> true;
    };
  }

  private static boolean changes(TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.RestoreDefinitions _,
          TaskSpec.RestoreVolumes _,
          TaskSpec.LoadDataService _,
          TaskSpec.RetireVolumes _,
          TaskSpec.ForgetSnapshots _,
          TaskSpec.PruneRepository _ ->
          true;
      case TaskSpec.CaptureDefinitions _,
          TaskSpec.SnapshotVolumes _,
          TaskSpec.ExportSnapshots _,
          TaskSpec.DumpDataService _,
          TaskSpec.SealRestorePoint _,
          TaskSpec.VerifyDataService _,
          TaskSpec.VerifyDefinitions _,
          TaskSpec.ImportRestorePoints _,
          TaskSpec.PrepareKey _,
          TaskSpec.GrantKey _,
          TaskSpec.RevokeKey _ ->
          false;
    };
  }

  private static Stream<LeaseRequest> dataServices(TaskPlanned task) {
    return switch (task.spec()) {
      case TaskSpec.SnapshotVolumes cut when cut.hold() != null ->
          Stream.concat(
              Stream.of(hold(task.application())),
              cut.hold().dataServices().stream()
                  .map(barred -> dataService(cut.scope().namespace(), barred.name())));
      // The coordinator takes the Leases of the whole hold, sorted: were dumps to take theirs one
      // by
      // one, two runs could each wait for what the other's dump has.
      case TaskSpec.DumpDataService dump when dump.coordinator() != null -> Stream.empty();
      case TaskSpec.DumpDataService dump ->
          Stream.of(dataService(dump.scope().namespace(), dump.dataService().name()));
      case TaskSpec.LoadDataService load ->
          Stream.of(dataService(load.target().namespace(), load.dataService().name()));
      default -> Stream.empty();
    };
  }

  private static LeaseRequest application(ApplicationId application, boolean exclusive) {
    return new LeaseRequest(
        name("application", application.key()), APPLICATION + application, exclusive);
  }

  /**
   * Keeps two runs of an application from holding it at once, also when no data service is in it.
   */
  private static LeaseRequest hold(ApplicationId application) {
    return new LeaseRequest(
        name("hold", application.key()), "hold of the application " + application, true);
  }

  private static LeaseRequest dataService(String namespace, String name) {
    String key = namespace + "/" + name;
    return new LeaseRequest(name("data-service", key), "data service " + key, true);
  }

  private static String name(String kind, String key) {
    String head = HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
    return head.length() <= 150
        ? "slackwater-" + kind + "-" + head
        : "slackwater-" + kind + "-" + head.substring(0, 130) + Integer.toHexString(key.hashCode());
  }
}
