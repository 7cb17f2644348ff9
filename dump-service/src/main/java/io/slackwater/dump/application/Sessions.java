// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.dataservices.blueprint.Blueprint;
import io.slackwater.dataservices.blueprint.Blueprints;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import java.util.ArrayList;
import java.util.List;

/** Sessions of an attempt in the pods of a data service. */
public final class Sessions {

  private final DataServicePods pods;
  private final PodExec exec;

  /** Sessions in the pods of one cluster. */
  public Sessions(DataServicePods pods, PodExec exec) {
    this.pods = pods;
    this.exec = exec;
  }

  static Blueprint blueprint(DataService dataService) {
    return Blueprints.named(dataService.blueprint())
        .orElseThrow(
            () ->
                new DumpServiceException(
                    "the blueprint '%s' of the data service %s is not known here: is this executor of an older version?"
                        .formatted(dataService.blueprint(), dataService.name()),
                    false));
  }

  /** One session per running pod; nothing is run yet. */
  List<DataServiceSession> open(String namespace, DataService dataService, TaskPlanned task) {
    Blueprint blueprint = blueprint(dataService);
    SessionName name = new SessionName(task.task().value(), task.attempt());
    List<DataServiceSession> sessions = new ArrayList<>();
    for (PodTarget pod : pods.running(namespace, dataService)) {
      sessions.add(blueprint.open(exec, pod, name));
    }
    return sessions;
  }

  /**
   * The session with the primary.
   *
   * @throws DumpServiceException when no pod is one
   */
  DataServiceSession primary(String namespace, DataService dataService, TaskPlanned task) {
    List<String> found = new ArrayList<>();
    for (DataServiceSession session : open(namespace, dataService, task)) {
      Probe probe = session.probe();
      if (probe.role() == Probe.Role.PRIMARY) {
        return session;
      }
      found.add(session.pod().pod() + " is a " + probe.role());
    }
    throw new DumpServiceException(
        "no primary among the pods of the data service %s in %s (%s): wait until one is elected"
            .formatted(dataService.name(), namespace, String.join(", ", found)),
        true);
  }

  /**
   * The session in one pod.
   *
   * @throws DumpServiceException when it does not run any more
   */
  DataServiceSession at(String namespace, DataService dataService, String pod, TaskPlanned task) {
    return open(namespace, dataService, task).stream()
        .filter(session -> session.pod().pod().equals(pod))
        .findFirst()
        .orElseThrow(
            () ->
                new DumpServiceException(
                    "the pod %s of the data service %s in %s does not run any more"
                        .formatted(pod, dataService.name(), namespace),
                    true));
  }
}
