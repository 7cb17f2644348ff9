// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** Port: the database's transactions. Thread-safe. */
public interface Transactions {

  /**
   * Does work in one transaction: all of it takes effect when the Uni completes, none of it when it
   * fails. The stores must not be used outside of the work.
   */
  <T> Uni<T> run(Function<Stores, Uni<T>> work);
}
