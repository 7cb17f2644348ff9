// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import java.time.Instant;
import java.util.List;

/**
 * What a file system knows of an entry beside its content.
 *
 * @param mode type and permissions as Go's {@code os.FileMode}, see {@link GoFileMode}
 * @param modified when its content changed
 * @param changed when its inode changed
 * @param uid numeric owner
 * @param gid numeric group
 * @param user name of the owner, empty if it has none
 * @param group name of the group, empty if it has none
 * @param inode number on its device, 0 if unknown
 * @param deviceId its device, kept for hard links only, else 0
 * @param links number of names
 * @param device what a device node stands for, else 0
 * @param attributes extended attributes, access control lists among them
 */
public record NodeMetadata(
    long mode,
    Instant modified,
    Instant changed,
    long uid,
    long gid,
    String user,
    String group,
    long inode,
    long deviceId,
    long links,
    long device,
    List<ExtendedAttribute> attributes) {

  public NodeMetadata {
    attributes = List.copyOf(attributes);
  }

  /**
   * Metadata of something that no file system holds: a stream's file or a directory made up around
   * it.
   */
  public static NodeMetadata madeUp(long mode, Instant time) {
    return new NodeMetadata(mode, time, time, 0, 0, "", "", 0, 0, 0, 0, List.of());
  }
}
