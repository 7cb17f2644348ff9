// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem.
 *
 * @param type a URN that names the kind of problem
 * @param detail what is wrong and what to do
 * @param faults every fault, when there is more than one
 */
public record Problem(
    String type, String title, int status, String detail, @Nullable List<Fault> faults) {
  static final String MEDIA_TYPE = "application/problem+json";

  /** One fault of several. */
  public record Fault(String kind, String detail) {}

  static Problem of(int status, String kind, String title, String detail) {
    return new Problem("urn:slackwater:problem:" + kind, title, status, detail, null);
  }
}
