// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/**
 * A newer attempt of the task has taken over what this one worked on; this one changes nothing any
 * more.
 */
public final class SupersededException extends VolumeException {

  private static final long serialVersionUID = 1L;

  /** Of an attempt, on seeing an object that is a newer attempt's. */
  public SupersededException(TaskIdentity identity, String object, int newer) {
    super(
        "attempt %d of task '%s' goes on no further: '%s' belongs to attempt %d"
            .formatted(identity.attempt(), identity.task().value(), object, newer),
        true);
  }
}
