// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.dataservices.blueprint.Dump;
import io.slackwater.dataservices.blueprint.DumpContent;
import io.slackwater.dataservices.blueprint.DumpPart;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dumps in the repository of one application. Closing it frees the repository. */
public interface DumpStore extends AutoCloseable {

  /** Where a stored dump is. Sizes in bytes. */
  record Stored(String snapshot, String path, long logicalBytes, long storedBytes) {}

  /**
   * Stores a dump's content; nothing of it stays when its stream turns out to be cut short or
   * changed, or the task ends meanwhile.
   *
   * @param hold the hold that it shows; null for none
   * @throws IOException when the stream failed
   */
  Stored store(String dataService, Dump dump, @Nullable HoldId hold, Work work) throws IOException;

  /** Removes what was stored and is not worth keeping. */
  void forget(List<String> snapshots);

  /** A stored dump, to be loaded. */
  DumpContent content(DumpArtifact artifact, DumpPart part);

  /** Removes what older attempts of the task left. */
  void sweep(Work work);

  /**
   * Removes all that attempts of a task stored, up to this one.
   *
   * @param owner throws when this attempt may not any more; asked right before
   */
  void takeBack(TaskPlanned task, Runnable owner);

  @Override
  void close();
}
