// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Anything that is said on a topic. Immutable. Each stream is a sealed interface under this one, in
 * its own package; {@link EventType} lists every record.
 */
public interface Event {

  /** The record's key: what has one key stays in order. */
  @JsonIgnore
  String key();
}
