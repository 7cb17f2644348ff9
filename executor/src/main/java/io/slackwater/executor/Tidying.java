// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import java.time.Instant;
import java.util.List;

/** Takes back what an attempt made whose run was cancelled. */
@FunctionalInterface
public interface Tidying {

  /**
   * Runs on the attempt's thread when its handler has ended, after what {@link
   * TaskContext#onCancel} asked for, while the attempt still holds its Leases.
   *
   * @param owner to be called before each change of the world: throws {@link TaskAbortedException}
   *     when the attempt lost its standing by more than the cancellation, for example to a newer
   *     attempt
   * @param until when to be done, so that the report is heard before the cancellation's deadline
   * @return what is left, by name, for people; empty when nothing is
   */
  List<String> takeBack(Runnable owner, Instant until) throws InterruptedException;
}
