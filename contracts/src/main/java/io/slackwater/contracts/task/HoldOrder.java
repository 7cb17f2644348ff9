// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.id.TaskId;
import java.util.List;

/**
 * Cut inside a hold.
 *
 * @param maxHoldMillis how long writers may be barred at most
 * @param prepareMillis how long to wait until everybody who takes part is prepared
 * @param dataServices the data services whose writers are barred
 * @param participants the tasks of the same run that dump what the hold shows
 */
public record HoldOrder(
    long maxHoldMillis,
    long prepareMillis,
    List<DataService> dataServices,
    List<TaskId> participants) {

  /** Copies the lists. */
  public HoldOrder {
    dataServices = List.copyOf(dataServices);
    participants = List.copyOf(participants);
  }
}
