// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import io.slackwater.dataservices.DataServiceException;

/**
 * By what the sessions of one attempt of a task are known inside the data service.
 *
 * @param attempt 1, 2, ...
 */
public record SessionName(String task, int attempt) {

  public SessionName {
    if (task.isBlank() || attempt < 1) {
      throw new DataServiceException(
          "a session needs a task and an attempt from 1, not " + attempt);
    }
  }
}
