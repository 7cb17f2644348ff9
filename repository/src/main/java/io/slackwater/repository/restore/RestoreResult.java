// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import java.time.Duration;
import java.util.List;

/**
 * A restore that ended well.
 *
 * @param files restored, hard links included
 * @param directories restored
 * @param others symbolic links restored
 * @param bytes plain bytes restored
 * @param duration of the restore
 * @param warnings what a plain Java process could not do: make device nodes and fifos, or change
 *     owners without the right to
 */
public record RestoreResult(
    long files,
    long directories,
    long others,
    long bytes,
    Duration duration,
    List<String> warnings) {

  public RestoreResult {
    warnings = List.copyOf(warnings);
  }
}
