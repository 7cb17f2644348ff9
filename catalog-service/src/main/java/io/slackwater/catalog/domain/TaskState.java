// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.Artifact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of one attempt of a task. */
public sealed interface TaskState {
  /** The state's name. */
  TaskStatus status();

  /** When it came about, by the clock of who said so. */
  Instant since();

  /** Not ended: a report with a higher sequence replaces it. */
  sealed interface Open extends TaskState permits Planned, Queued, InWork {}

  /** An executor has it. */
  sealed interface InWork extends Open permits Accepted, Waiting, Running {}

  /** Ended: absorbs every later report of the attempt. */
  sealed interface Ended extends TaskState permits Succeeded, Failed, Cancelled, Expired {}

  /** To be dispatched, not before {@code due}. */
  record Planned(Instant since, Instant due) implements Open {
    @Override
    public TaskStatus status() {
      return TaskStatus.PLANNED;
    }
  }

  /** Dispatched; no executor has said that it took it. */
  record Queued(Instant since) implements Open {
    @Override
    public TaskStatus status() {
      return TaskStatus.QUEUED;
    }
  }

  /** An executor took it. */
  record Accepted(Instant since) implements InWork {
    @Override
    public TaskStatus status() {
      return TaskStatus.ACCEPTED;
    }
  }

  /** It waits for what others hold. */
  record Waiting(Instant since, String reason) implements InWork {
    @Override
    public TaskStatus status() {
      return TaskStatus.WAITING;
    }
  }

  /** In work; how far, in bytes of the step. */
  record Running(Instant since, String step, long doneBytes, @Nullable Long totalBytes)
      implements InWork {
    @Override
    public TaskStatus status() {
      return TaskStatus.RUNNING;
    }
  }

  /** Done. */
  record Succeeded(Instant since, List<Artifact> artifacts, Instant startedAt) implements Ended {
    /** Copies the list. */
    public Succeeded {
      artifacts = List.copyOf(artifacts);
    }

    @Override
    public TaskStatus status() {
      return TaskStatus.SUCCEEDED;
    }
  }

  /** Failed; {@code retryable} when another attempt can do better. */
  record Failed(Instant since, String reason, boolean retryable) implements Ended {
    @Override
    public TaskStatus status() {
      return TaskStatus.FAILED;
    }
  }

  /** Ended before it was done. */
  record Cancelled(Instant since, String reason) implements Ended {
    @Override
    public TaskStatus status() {
      return TaskStatus.CANCELLED;
    }
  }

  /** Not started before its time had passed. */
  record Expired(Instant since, String reason) implements Ended {
    @Override
    public TaskStatus status() {
      return TaskStatus.EXPIRED;
    }
  }
}
