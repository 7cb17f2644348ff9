// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.signal;

/** A step of one hold. */
public sealed interface HoldSignal extends SignalEvent
    permits HoldPreparing, HoldPrepared, HoldQuiesced, HoldImported, HoldSealed, HoldAborted {

  /** The hold. */
  HoldRef hold();

  @Override
  default String key() {
    return hold().application().key();
  }
}
