// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.restorepoint;

/** What was proved of an artifact's cut; the order is from least to most. */
public enum Consistency {
  /** Not part of this restore point. */
  NOT_CAPTURED,
  /** As if the power had failed at the cut. */
  CRASH,
  /** The data service was flushed and its writers barred at the cut. */
  DATA_SERVICE_QUIESCED,
  /** One transaction per database, by the database's own tool. */
  DATA_SERVICE_NATIVE,
  /** Every declared writer of the application was barred at the one cut. */
  APPLICATION
}
