// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.tree.GoFileMode;
import io.slackwater.repository.tree.NodeMetadata;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** Gives restored entries back their owner, mode and times. Thread-safe. */
final class MetadataRestorer {

  private static final int MAX_WARNINGS = 20;

  private final List<String> warnings = new ArrayList<>();
  private int suppressed;

  void apply(Path path, NodeMetadata metadata, boolean symlink) throws IOException {
    owner(path, metadata);
    if (!symlink) {
      Files.setAttribute(path, "unix:mode", GoFileMode.toUnixPermissions(metadata.mode()));
    }
    FileTime modified = FileTime.from(metadata.modified());
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(modified, modified, null);
  }

  /**
   * A process that may not change owners still restores the content, as restic does; the result
   * says so.
   */
  private void owner(Path path, NodeMetadata metadata) throws IOException {
    try {
      Files.setAttribute(path, "unix:uid", (int) metadata.uid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", (int) metadata.gid(), LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException e) {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      warn(
          "%s: owner %d:%d not set: %s"
              .formatted(path, metadata.uid(), metadata.gid(), e.getReason()));
    }
  }

  synchronized void warn(String warning) {
    if (warnings.size() < MAX_WARNINGS) {
      warnings.add(warning);
    } else {
      suppressed++;
    }
  }

  synchronized List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (suppressed > 0) {
      all.add("and %d more like these".formatted(suppressed));
    }
    return all;
  }
}
