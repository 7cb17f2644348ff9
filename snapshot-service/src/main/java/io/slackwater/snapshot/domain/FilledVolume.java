// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/**
 * A PersistentVolume that holds all of the data.
 *
 * @param from where the data came from: {@link #SNAPSHOT} or {@link #EXPORT}
 */
public record FilledVolume(String name, String from) {

  /** From the storage's snapshot. */
  public static final String SNAPSHOT = "snapshot";

  /** From the files in the repository. */
  public static final String EXPORT = "export";
}
