// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/**
 * One reason why a task cannot begin.
 *
 * @param message what is wrong, where, and what to do
 * @param passing whether it can pass by itself
 */
public record Fault(String message, boolean passing) {

  static Fault lasting(String format, Object... arguments) {
    return new Fault(format.formatted(arguments), false);
  }

  static Fault passing(String format, Object... arguments) {
    return new Fault(format.formatted(arguments), true);
  }
}
