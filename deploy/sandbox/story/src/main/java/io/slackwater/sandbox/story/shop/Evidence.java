// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import java.util.Map;

/**
 * What was committed at one moment.
 *
 * @param lastOrder the highest order; every order up to it was committed
 * @param orders how many there are up to it
 * @param digest SHA-256 over those orders, in order
 * @param stockDigest SHA-256 over the table that never changes
 * @param files SHA-256 of every file that those orders name, as the rows have it
 */
public record Evidence(
    long lastOrder, long orders, String digest, String stockDigest, Map<String, String> files) {

  /** Copies the map. */
  public Evidence {
    files = Map.copyOf(files);
  }
}
