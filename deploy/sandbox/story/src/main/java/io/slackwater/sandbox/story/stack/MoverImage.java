// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The image of the mover pods, as the sandbox's clusters take one: a tree laid over the machine's.
 */
final class MoverImage {

  private static final String NAME = "slackwater-mover_0.1";

  private MoverImage() {}

  /** Puts the repository's command line into the image. */
  static void make(Path images, Path jar) {
    Path slackwater = images.resolve(NAME).resolve("opt/slackwater");
    try {
      Path programs = Files.createDirectories(slackwater.resolve("bin"));
      Path libraries = Files.createDirectories(slackwater.resolve("lib"));
      Files.copy(
          jar, libraries.resolve("slackwater-repository.jar"), StandardCopyOption.REPLACE_EXISTING);
      Path program = programs.resolve("slackwater-repository");
      Files.writeString(
          program,
          """
          #!/bin/sh
          exec %s -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
            --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \\
            -jar /opt/slackwater/lib/slackwater-repository.jar "$@"
          """
              .formatted(Java.program()));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
