// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import io.slackwater.repository.posix.ExtendedAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the metadata of files; remembers the names of users and groups. Thread-safe. */
public final class FileInspector {

  private static final String ATTRIBUTES =
      "unix:mode,ino,dev,nlink,uid,gid,rdev,size,lastModifiedTime,ctime";

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

  /** Inspects an entry itself, not what it may lead to. */
  public Inspected inspect(Path path) throws IOException {
    Map<String, Object> found = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int mode = (int) number(found, "mode");
    NodeType type = GoFileMode.typeOf(mode);
    long uid = number(found, "uid");
    long gid = number(found, "gid");
    long links = number(found, "nlink");
    boolean directory = type == NodeType.DIRECTORY;
    boolean device = type == NodeType.BLOCK_DEVICE || type == NodeType.CHARACTER_DEVICE;
    NodeMetadata metadata =
        new NodeMetadata(
            GoFileMode.fromUnix(mode),
            time(found, "lastModifiedTime"),
            time(found, "ctime"),
            uid,
            gid,
            userName(path, uid),
            groupName(path, gid),
            number(found, "ino"),
            !directory && links > 1 ? number(found, "dev") : 0,
            directory || type == NodeType.FIFO || type == NodeType.SOCKET ? 0 : links,
            device ? number(found, "rdev") : 0,
            attributes(path));
    return new Inspected(type, metadata, type == NodeType.FILE ? number(found, "size") : 0);
  }

  /** Tells whether a file is as it was when it was inspected. */
  public boolean isSame(Path path, Inspected before) throws IOException {
    Map<String, Object> now;
    try {
      now = Files.readAttributes(path, "unix:ino,size,ctime", LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return false;
    }
    return number(now, "ino") == before.metadata().inode()
        && number(now, "size") == before.size()
        && time(now, "ctime").equals(before.metadata().changed());
  }

  /** Returns where a symbolic link leads. */
  public static String readLink(Path path) throws IOException {
    return RawPaths.textOf(Files.readSymbolicLink(path));
  }

  private static List<ExtendedAttribute> attributes(Path path) throws IOException {
    Map<String, byte[]> found = ExtendedAttributes.read(RawPaths.bytesOf(path));
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

  private static long number(Map<String, Object> found, String attribute) throws IOException {
    if (found.get(attribute) instanceof Number number) {
      return number instanceof Integer i ? Integer.toUnsignedLong(i) : number.longValue();
    }
    throw new IOException("the file system tells no " + attribute);
  }

  private static Instant time(Map<String, Object> found, String attribute) throws IOException {
    if (found.get(attribute) instanceof FileTime time) {
      return time.toInstant();
    }
    throw new IOException("the file system tells no " + attribute);
  }
}
