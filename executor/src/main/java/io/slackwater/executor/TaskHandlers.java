// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The handlers of this executor, by the kind of task. Thread-safe. */
@Singleton
final class TaskHandlers {

  private final Map<Class<? extends TaskSpec>, TaskHandler<?>> handlers = new HashMap<>();

  TaskHandlers(Instance<TaskHandler<?>> all) {
    for (TaskHandler<?> handler : all) {
      handlers.put(handler.spec(), handler);
    }
  }

  List<Artifact> run(TaskContext context) throws InterruptedException {
    TaskSpec spec = context.task().spec();
    TaskHandler<?> handler = handlers.get(spec.getClass());
    if (handler == null) {
      throw new TaskFailedException(
          "this executor has no work for tasks of kind %s: is it of an older version?"
              .formatted(spec.getClass().getSimpleName()),
          false);
    }
    return run(handler, context, spec);
  }

  private static <S extends TaskSpec> List<Artifact> run(
      TaskHandler<S> handler, TaskContext context, TaskSpec spec) throws InterruptedException {
    return handler.run(context, handler.spec().cast(spec));
  }
}
