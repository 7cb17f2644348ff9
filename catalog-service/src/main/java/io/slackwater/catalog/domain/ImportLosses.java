// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.ImportArtifact;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.task.TaskSucceeded;
import java.util.ArrayList;
import java.util.List;

/**
 * What an import's executor found and this catalog never took in: events that told of it could not
 * be read here, and are dead letters. All of them come before the end, on the same partition.
 */
public final class ImportLosses {
  private ImportLosses() {}

  /** The end, with what was lost named first among what cannot be taken in. */
  public static TaskSucceeded in(TaskSucceeded done, int arrived) {
    List<Artifact> artifacts =
        done.artifacts().stream()
            .map(
                artifact ->
                    artifact instanceof ImportArtifact found && found.restorePoints() > arrived
                        ? lost(done, found, arrived)
                        : artifact)
            .toList();
    return new TaskSucceeded(done.attempt(), artifacts, done.startedAt(), done.finishedAt());
  }

  private static ImportArtifact lost(TaskSucceeded done, ImportArtifact found, int arrived) {
    String topic =
        Topic.deadLetters(Topic.TASK_EVENTS.topicName(done.attempt().application().cluster()));
    List<String> examples = new ArrayList<>();
    examples.add(
        "%d of the %d restore points that were found did not arrive: the events that told of them could not be read here; see why in the dead letters of %s, then import again"
            .formatted(found.restorePoints() - arrived, found.restorePoints(), topic));
    examples.addAll(found.examples());
    return new ImportArtifact(
        found.location(), found.repositories(), arrived, found.unreadable() + 1, examples);
  }
}
