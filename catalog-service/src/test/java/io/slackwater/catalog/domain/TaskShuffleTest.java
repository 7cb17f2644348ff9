// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.catalog.Samples;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskProgressed;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.contracts.task.TaskWaiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TaskShuffleTest {
  private static final Instant NOW = Samples.PLANNED.plusSeconds(60);
  private final Samples shop = Samples.of("east", "shop");
  private final TaskPlanned order = shop.dumpTask(NOW.plusSeconds(600));

  @Test
  void comesToTheSameEndInEveryOrderOfEvents() {
    List<UnaryOperator<Task>> events = new ArrayList<>();
    events.add(t -> t.ordered(order, NOW));
    reports(order).forEach(r -> events.add(t -> t.on(r, NOW.plusSeconds(r.attempt().sequence()))));
    Task expected = apply(events);

    List<List<UnaryOperator<Task>>> orders = permutations(events);

    assertThat(orders).hasSize(720);
    assertThat(expected.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(orders).allSatisfy(order -> assertThat(apply(order)).isEqualTo(expected));
  }

  @Test
  void isTheSameWhenEveryEventComesTwice() {
    List<UnaryOperator<Task>> once = new ArrayList<>();
    reports(order).forEach(r -> once.add(t -> t.on(r, NOW)));
    List<UnaryOperator<Task>> twice = new ArrayList<>(once);
    twice.addAll(once.reversed());

    assertThat(apply(twice)).isEqualTo(apply(once));
  }

  @Test
  void listensOnlyToItsLastAttempt() {
    TaskPlanned second = TaskOrders.attempt(order, 2);
    List<UnaryOperator<Task>> events = new ArrayList<>();
    events.add(t -> t.ordered(second, NOW));
    events.add(t -> t.on(new TaskAccepted(Samples.attempt(second, "x-2", 1)), NOW));
    reports(order).subList(2, 5).forEach(r -> events.add(t -> t.on(r, NOW)));

    assertThat(permutations(events))
        .allSatisfy(
            order -> {
              assertThat(apply(order).status()).isEqualTo(TaskStatus.ACCEPTED);
              assertThat(apply(order).artifacts()).isEmpty();
            });
  }

  private List<TaskReport> reports(TaskPlanned task) {
    return List.of(
        new TaskAccepted(Samples.attempt(task, "x-1", 1)),
        new TaskWaiting(Samples.attempt(task, "x-1", 2), "the lease of shop"),
        new TaskProgressed(Samples.attempt(task, "x-1", 3), "dump", 10, 100L),
        new TaskProgressed(Samples.attempt(task, "x-1", 4), "dump", 90, 100L),
        new TaskSucceeded(Samples.attempt(task, "x-1", 5), shop.artifacts(task.spec()), NOW, NOW));
  }

  private Task apply(List<UnaryOperator<Task>> events) {
    Task task = Task.placeholder(order.task(), order.run(), order.application());
    for (UnaryOperator<Task> event : events) {
      task = event.apply(task);
    }
    return task;
  }

  private static <T> List<List<T>> permutations(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      List<T> others = new ArrayList<>(items);
      T first = others.remove(i);
      for (List<T> rest : permutations(others)) {
        List<T> one = new ArrayList<>();
        one.add(first);
        one.addAll(rest);
        all.add(one);
      }
    }
    return all;
  }
}
