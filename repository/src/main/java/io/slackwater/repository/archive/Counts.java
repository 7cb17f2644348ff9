// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

/**
 * How many entries a backup met.
 *
 * @param added not in the parent snapshot
 * @param changed other than in the parent snapshot
 * @param unmodified as in the parent snapshot
 */
public record Counts(long added, long changed, long unmodified) {

  /** Returns all of them. */
  public long total() {
    return added + changed + unmodified;
  }
}
