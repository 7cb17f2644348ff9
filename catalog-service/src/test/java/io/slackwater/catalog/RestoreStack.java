// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.TaskPlanned;
import java.util.ArrayList;
import java.util.List;

/** What tests of restores share: executors of every kind, and the pins of a restore point. */
public abstract class RestoreStack extends CatalogStack {
  protected List<String> pins(RestorePoint point) {
    List<String> pins = new ArrayList<>();
    get("/api/v1/restore-points/" + point.id())
        .get("pinnedBy")
        .forEach(pin -> pins.add(pin.asText()));
    return pins;
  }

  protected static String body(RestorePointId point, String cluster, String namespace) {
    return "{\"restorePoint\": \"%s\", \"target\": {\"cluster\": \"%s\", \"namespace\": \"%s\"}}"
        .formatted(point, cluster, namespace);
  }

  /** One executor of each kind that a restore needs. */
  protected final class Fleet implements AutoCloseable {
    private final String cluster;
    private final List<Executor> executors = new ArrayList<>();

    Fleet(String cluster) {
      this.cluster = cluster;
      for (ExecutorKind kind : ExecutorKind.values()) {
        executors.add(Executor.start(hub, kind, cluster));
      }
      await().until(() -> executors.stream().allMatch(Executor::beating));
      barrier(cluster);
    }

    String cluster() {
      return cluster;
    }

    Executor executor() {
      return executors.getFirst();
    }

    void work(Samples shop, TaskPlanned task) {
      RestoreStack.this.work(executor(), shop, task);
    }

    /** Works whatever is dispatched until the run settles; gives the order of the components. */
    List<String> workAll(Samples shop, String run) {
      List<String> order = new ArrayList<>();
      int settledBefore = settled(run).size();
      List<TaskPlanned> done = new ArrayList<>();
      await()
          .until(
              () -> {
                hub.published(TaskPlanned.class, t -> t.run().value().equals(run)).stream()
                    .map(e -> e.event())
                    .filter(t -> !done.contains(t))
                    .forEach(
                        t -> {
                          done.add(t);
                          order.add(t.component());
                          work(shop, t);
                        });
                return settled(run).size() > settledBefore;
              });
      return order;
    }

    @Override
    public void close() {
      executors.forEach(Executor::close);
    }
  }
}
