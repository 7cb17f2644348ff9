// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import java.util.List;
import java.util.stream.Collectors;

/** More than one volume of a task failed; each is named. */
public final class SeveralVolumesFailedException extends VolumeException {

  private static final long serialVersionUID = 1L;

  /** Of the failures of single volumes; another attempt helps only when it can help each. */
  public SeveralVolumesFailedException(List<VolumeException> failures) {
    super(
        failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")),
        failures.stream().allMatch(VolumeException::retryable));
    failures.forEach(this::addSuppressed);
  }
}
