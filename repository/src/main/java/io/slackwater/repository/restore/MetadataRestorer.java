// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.posix.ExtendedAttributes;
import io.slackwater.repository.posix.Metadata;
import io.slackwater.repository.posix.PosixException;
import io.slackwater.repository.tree.ExtendedAttribute;
import io.slackwater.repository.tree.GoFileMode;
import io.slackwater.repository.tree.NodeMetadata;
import io.slackwater.repository.tree.RawPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives restored entries back their owner, mode, extended attributes and times, in this order:
 * changing the owner clears bits of the mode. Thread-safe.
 */
final class MetadataRestorer {

  private static final int MAX_WARNINGS = 20;

  private final List<String> warnings = new ArrayList<>();
  private int suppressed;

  void apply(Path path, NodeMetadata metadata, boolean symlink) throws IOException {
    byte[] raw = RawPaths.bytesOf(path);
    try {
      Metadata.owner(raw, (int) metadata.uid(), (int) metadata.gid());
    } catch (PosixException e) {
      // A process that may not change owners still restores the content, as restic does.
      warnOrThrow(
          e,
          "%s: owner %d:%d not set: %s"
              .formatted(path, metadata.uid(), metadata.gid(), e.getMessage()));
    }
    if (!symlink) {
      Metadata.permissions(raw, GoFileMode.toUnixPermissions(metadata.mode()));
    }
    for (ExtendedAttribute attribute : metadata.attributes()) {
      try {
        ExtendedAttributes.write(raw, attribute.name(), attribute.value());
      } catch (PosixException e) {
        warnOrThrow(e, "%s: %s".formatted(path, e.getMessage()));
      }
    }
    Metadata.times(raw, metadata.modified());
  }

  private void warnOrThrow(PosixException e, String warning) throws PosixException {
    if (!e.unsupportedOrDenied()) {
      throw e;
    }
    warn(warning);
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
