// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import java.util.List;
import java.util.Locale;

/** What storage drivers say when something is wrong; each in its own words. */
public final class StorageComplaint {

  /**
   * CSI answers {@code NotFound} for an unknown snapshot; sidecars and drivers quote it, or the
   * storage's own message.
   */
  private static final List<String> UNKNOWN_HANDLE =
      List.of("notfound", "not found", "not exist", "no such", "no snapshot", "unknown snapshot");

  private StorageComplaint() {}

  /** Whether the complaint is that the storage does not know a snapshot. */
  public static boolean isUnknownSnapshot(String complaint) {
    String text = complaint.toLowerCase(Locale.ROOT);
    return text.contains("snapshot") && UNKNOWN_HANDLE.stream().anyMatch(text::contains);
  }
}
