// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.id;

/**
 * One file of a repository.
 *
 * @param kind what it is
 * @param name its name: 64 hexadecimal digits, except for the config
 */
public record RepositoryFile(FileKind kind, String name) {

  /** The one file that makes a folder a repository. */
  public static final RepositoryFile CONFIG = new RepositoryFile(FileKind.CONFIG, "config");

  public RepositoryFile {
    boolean valid = kind == FileKind.CONFIG ? name.equals("config") : Sha256.isHex(name);
    if (!valid) {
      throw new IllegalArgumentException("not the name of a " + kind + " file: " + name);
    }
  }

  /** Returns the path below the repository, with slashes; packs lie in folders of two digits. */
  public String path() {
    return switch (kind) {
      case CONFIG -> name;
      case PACK -> kind.folder() + "/" + name.substring(0, 2) + "/" + name;
      case KEY, LOCK, SNAPSHOT, INDEX -> kind.folder() + "/" + name;
    };
  }

  @Override
  public String toString() {
    return path();
  }
}
