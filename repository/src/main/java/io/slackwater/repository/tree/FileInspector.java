// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import io.slackwater.repository.posix.ExtendedAttributes;
import io.slackwater.repository.posix.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads the metadata of files; remembers the names of users and groups. Thread-safe. */
public final class FileInspector {

  private final Map<Long, String> users = new ConcurrentHashMap<>();
  private final Map<Long, String> groups = new ConcurrentHashMap<>();

  /**
   * What was found.
   *
   * @param type what it is
   * @param metadata owner, mode, times
   * @param size its bytes if it is a file, else 0
   */
  public record Inspected(NodeType type, NodeMetadata metadata, long size) {}

  /**
   * Inspects an entry itself, not what it may lead to.
   *
   * @param was the entry in an earlier snapshot: if its inode did not change since, neither did its
   *     extended attributes
   */
  public Inspected inspect(Path path, @Nullable Node was) throws IOException {
    byte[] raw = RawPaths.bytesOf(path);
    FileStatus found = FileStatus.read(raw);
    NodeType type = GoFileMode.typeOf(found.mode());
    boolean directory = type == NodeType.DIRECTORY;
    boolean device = type == NodeType.BLOCK_DEVICE || type == NodeType.CHARACTER_DEVICE;
    NodeMetadata metadata =
        new NodeMetadata(
            GoFileMode.fromUnix(found.mode()),
            found.modified(),
            found.changed(),
            found.uid(),
            found.gid(),
            userName(path, found.uid()),
            groupName(path, found.gid()),
            found.inode(),
            !directory && found.links() > 1 ? found.device() : 0,
            directory || type == NodeType.FIFO || type == NodeType.SOCKET ? 0 : found.links(),
            device ? found.represented() : 0,
            attributes(raw, found, was));
    return new Inspected(type, metadata, type == NodeType.FILE ? found.size() : 0);
  }

  /** Tells whether a file is as it was when it was inspected. */
  public boolean isSame(Path path, Inspected before) throws IOException {
    FileStatus now;
    try {
      now = FileStatus.read(RawPaths.bytesOf(path));
    } catch (NoSuchFileException e) {
      return false;
    }
    return now.inode() == before.metadata().inode()
        && now.size() == before.size()
        && now.changed().equals(before.metadata().changed());
  }

  /** Returns where a symbolic link leads. */
  public static String readLink(Path path) throws IOException {
    return RawPaths.textOf(Files.readSymbolicLink(path));
  }

  private static List<ExtendedAttribute> attributes(
      byte[] path, FileStatus status, @Nullable Node was) throws IOException {
    if (was != null
        && was.metadata().inode() == status.inode()
        && was.metadata().changed().equals(status.changed())) {
      return was.metadata().attributes();
    }
    Map<String, byte[]> found = ExtendedAttributes.read(path);
    if (found.isEmpty()) {
      return List.of();
    }
    List<ExtendedAttribute> attributes = new ArrayList<>();
    found.forEach((name, value) -> attributes.add(ExtendedAttribute.of(name, value)));
    return attributes;
  }

  private String userName(Path path, long uid) throws IOException {
    String known = users.get(uid);
    if (known == null) {
      Object owner = Files.getAttribute(path, "unix:owner", LinkOption.NOFOLLOW_LINKS);
      known = name(owner instanceof UserPrincipal user ? user.getName() : "", uid);
      users.put(uid, known);
    }
    return known;
  }

  private String groupName(Path path, long gid) throws IOException {
    String known = groups.get(gid);
    if (known == null) {
      Object owner = Files.getAttribute(path, "unix:group", LinkOption.NOFOLLOW_LINKS);
      known = name(owner instanceof GroupPrincipal group ? group.getName() : "", gid);
      groups.put(gid, known);
    }
    return known;
  }

  /** Java names an unknown owner after its number; restic leaves the name out. */
  private static String name(String found, long id) {
    return found.equals(Long.toString(id)) ? "" : found;
  }
}
