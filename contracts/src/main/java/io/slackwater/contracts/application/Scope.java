// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

import io.slackwater.contracts.id.Names;
import org.jspecify.annotations.Nullable;

/**
 * The objects that belong to an application.
 *
 * @param namespace the namespace they live in
 * @param selector a label selector inside it; absent when the whole namespace is the application
 */
public record Scope(String namespace, @Nullable String selector) {

  /** Checks the namespace. */
  public Scope {
    Names.require("namespace", namespace, Names.LABEL);
  }
}
