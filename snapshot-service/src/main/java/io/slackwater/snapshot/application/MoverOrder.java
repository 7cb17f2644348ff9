// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import java.util.List;
import java.util.Map;

/**
 * What a mover is to do.
 *
 * @param helper its name, which is also its claim's
 * @param claim the application's claim it works for
 * @param arguments of the repository's command line; never anything secret
 * @param environment where the repository is and how to open it; secret
 * @param mountPath where the claim is mounted
 */
public record MoverOrder(
    String helper,
    String claim,
    List<String> arguments,
    Map<String, String> environment,
    String mountPath,
    boolean readOnly) {

  /** Copies the collections. */
  public MoverOrder {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** Leaves the environment out. */
  @Override
  public String toString() {
    return "MoverOrder[helper=" + helper + ", claim=" + claim + ", arguments=" + arguments + "]";
  }
}
