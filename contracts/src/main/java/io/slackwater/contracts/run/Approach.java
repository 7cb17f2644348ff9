// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an application is protected. */
public enum Approach {
  /** CSI snapshots of every volume; no data service is asked. */
  @JsonProperty("storage-snapshot")
  STORAGE_SNAPSHOT,
  /** The same while the writers of data services and of willing workloads are barred. */
  @JsonProperty("snapshot-with-hooks")
  SNAPSHOT_WITH_HOOKS,
  /** The database's own tool, streamed into the repository. */
  @JsonProperty("data-service")
  DATA_SERVICE,
  /** Every snapshot and every dump shows the one cut of the whole application. */
  @JsonProperty("application")
  APPLICATION
}
