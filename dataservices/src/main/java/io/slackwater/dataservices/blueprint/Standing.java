// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

/**
 * Whether the attempt that works may still change the world. Asked immediately before each change
 * that would harm the work of a later attempt, or data.
 */
@FunctionalInterface
public interface Standing {

  /** Throws, with an exception of the caller's own, when the attempt has lost its standing. */
  void check();
}
