// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

/**
 * Something that check found.
 *
 * @param subject what it concerns: a file such as {@code data/ab/abcd...}, or a tree or snapshot by
 *     its id
 * @param detail what is wrong
 */
public record CheckProblem(String subject, String detail) {
  @Override
  public String toString() {
    return subject + ": " + detail;
  }
}
