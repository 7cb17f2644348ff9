// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

/** What decoding a record came to. */
public sealed interface Decoded {

  /** A valid event. */
  record Known(Envelope<?> envelope) implements Decoded {}

  /** A type that this version does not know: to be counted and passed. */
  record Unrecognised(String type) implements Decoded {}

  /** Not to be read: to be dead-lettered with the reason. */
  record Unreadable(String reason) implements Decoded {}
}
