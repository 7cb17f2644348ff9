// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.dataservices.blueprint.Dump;
import io.slackwater.dataservices.blueprint.DumpContent;
import io.slackwater.dataservices.blueprint.DumpPart;
import java.io.IOException;

/** Dumps in the repository of one application. Closing it frees the repository. */
public interface DumpStore extends AutoCloseable {

  /** Where a stored dump is. Sizes in bytes. */
  record Stored(String snapshot, String path, long logicalBytes, long storedBytes) {}

  /**
   * Stores a dump's content; nothing of it stays when its stream turns out to be cut short or
   * changed, or the task ends meanwhile.
   *
   * @throws IOException when the stream failed
   */
  Stored store(String dataService, Dump dump, Work work) throws IOException;

  /** A stored dump, to be loaded. */
  DumpContent content(DumpArtifact artifact, DumpPart part);

  /** Removes what older attempts of the task left. */
  void sweep(Work work);

  @Override
  void close();
}
