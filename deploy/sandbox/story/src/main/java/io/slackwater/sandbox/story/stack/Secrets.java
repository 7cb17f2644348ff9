// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The sandbox's secrets: new ones at each start, in files that only their owner can read. */
public final class Secrets {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final int BYTES = 20;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  Secrets(Path folder) {
    this.folder = folder;
  }

  /** The name of the secret that opens the repositories of a cluster. */
  public static String repositoryPassword(String cluster) {
    return "repository-password-" + cluster;
  }

  /** The file of a secret, which is made if there is none. */
  public Path file(String name) {
    Path file = folder.resolve(name);
    if (Files.notExists(file)) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      write(file, HexFormat.of().formatHex(bytes));
    }
    return file;
  }

  /** The secret itself. */
  public String value(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file that only its owner can read. */
  static void write(Path file, String content) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, OWNER_ONLY);
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
