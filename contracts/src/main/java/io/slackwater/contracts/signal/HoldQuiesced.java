// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.signal;

import java.util.List;

/**
 * Every barrier is raised; what the data services exported may be read.
 *
 * @param snapshots what each database exported while its writers were barred
 */
public record HoldQuiesced(HoldRef hold, List<ExportedSnapshot> snapshots) implements HoldSignal {

  /** Copies the list. */
  public HoldQuiesced {
    snapshots = List.copyOf(snapshots);
  }

  /**
   * A database's view of the cut, which other sessions can take over while the hold's keeper lives.
   *
   * @param dataService the data service's name in the application
   * @param pod the pod whose server exported it; no other server knows it
   * @param snapshot the server's own name for it
   */
  public record ExportedSnapshot(
      String dataService, String pod, String database, String snapshot) {}
}
