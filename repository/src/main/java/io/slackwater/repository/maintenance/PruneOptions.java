// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

/**
 * How thorough prune is.
 *
 * @param maxUnusedFraction unused bytes that may stay, as a part of all that stays; 0 repacks every
 *     pack with waste
 * @param dryRun only tells what it would do
 */
public record PruneOptions(double maxUnusedFraction, boolean dryRun) {

  /** Leaves up to five percent unused, as restic does. */
  public static final PruneOptions STANDARD = new PruneOptions(0.05, false);

  public PruneOptions {
    if (!(maxUnusedFraction >= 0 && maxUnusedFraction <= 1)) {
      throw new IllegalArgumentException("a fraction from 0 to 1: " + maxUnusedFraction);
    }
  }
}
