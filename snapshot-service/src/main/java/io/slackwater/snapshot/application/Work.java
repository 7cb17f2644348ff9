// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.function.Consumer;

/**
 * One attempt at work in its cluster.
 *
 * @param whenCancelled takes how to take back what it made, should its run be cancelled
 */
public record Work(
    TaskIdentity identity,
    Cluster cluster,
    Patience patience,
    Progress progress,
    Consumer<TakingBack> whenCancelled) {

  /** The same for as long as another patience says. */
  Work with(Patience other) {
    return new Work(identity, cluster, other, progress, whenCancelled);
  }
}
