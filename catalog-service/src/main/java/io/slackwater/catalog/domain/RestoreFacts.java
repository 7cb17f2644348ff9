// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.task.ExecutorKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a restore is judged by, read in the transaction that acts on the judgement.
 *
 * @param point the restore point; absent when there is none of that name
 * @param namespaceExists whether the target namespace was seen in the target cluster, with an
 *     application in it or none
 * @param openRestores restores into the same namespace that are not settled
 * @param alive the kinds of executors that live in the target cluster
 * @param ownerAlive whether an executor lives, in the cluster that the restore point is of, that
 *     can make a key for its repository
 */
public record RestoreFacts(
    @Nullable RestorePoint point,
    boolean namespaceExists,
    List<RunId> openRestores,
    Set<ExecutorKind> alive,
    boolean ownerAlive) {
  /** Copies the collections. */
  public RestoreFacts {
    openRestores = List.copyOf(openRestores);
    alive = Set.copyOf(alive);
  }
}
