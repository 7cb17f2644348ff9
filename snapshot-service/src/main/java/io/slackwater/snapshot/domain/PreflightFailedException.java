// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import java.util.List;
import java.util.stream.Collectors;

/** A task cannot begin; every fault found is named, and nothing was changed. */
public final class PreflightFailedException extends VolumeException {

  private static final long serialVersionUID = 1L;

  /** Of at least one fault; another attempt helps only when every one of them can pass. */
  public PreflightFailedException(String what, List<Fault> faults) {
    super(
        what
            + " cannot begin, and nothing was changed: "
            + faults.stream().map(Fault::message).collect(Collectors.joining("; ")),
        faults.stream().allMatch(Fault::passing));
  }
}
