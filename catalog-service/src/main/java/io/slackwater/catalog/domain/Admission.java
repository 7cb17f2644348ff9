// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import java.util.List;

/** The answer to a restore that somebody asked for. */
public sealed interface Admission {
  /** It is done as planned. */
  record Admitted(Run run) implements Admission {}

  /** It is refused, for every fault named. */
  record Refused(List<Refusal> refusals) implements Admission {
    /** Copies the list. */
    public Refused {
      refusals = List.copyOf(refusals);
    }
  }
}
