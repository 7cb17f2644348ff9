// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Operations on whole directories. */
public final class DirectoryTree {
  private static final int SET_GID = 02000;

  private DirectoryTree() {}

  /** Deletes a directory with everything in it; nothing happens when it is not there. */
  public static void delete(Path top) throws IOException {
    if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Gives a volume to a group as the kubelet does for {@code fsGroup}: group ownership, group
   * access, and the set-group-ID bit on directories.
   */
  static void giveToGroup(Path top, int group, boolean readOnly) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            give(directory, (readOnly ? 0440 : 0660) | 0110 | SET_GID);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isSymbolicLink()) {
              Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
            } else {
              give(file, readOnly ? 0440 : 0660);
            }
            return FileVisitResult.CONTINUE;
          }

          private void give(Path path, int mask) throws IOException {
            Files.setAttribute(path, "unix:gid", group);
            int mode = (Integer) Files.getAttribute(path, "unix:mode") & 07777;
            Files.setAttribute(path, "unix:mode", mode | mask);
          }
        });
  }
}
