// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The image of the mover pods, as the sandbox's clusters take one: a tree laid over the machine's
 * own files. It holds what deploy/images/mover puts into the real image.
 */
final class MoverImage {

  private static final String NAME = "slackwater-mover_0.1";

  private MoverImage() {}

  /** Puts it into the folder of images. */
  static void make(SandboxHome home) {
    Path slackwater = home.images().resolve(NAME).resolve("opt/slackwater");
    try {
      Files.copy(
          home.moverScript(),
          Files.createDirectories(slackwater.resolve("bin")).resolve("slackwater-repository"),
          StandardCopyOption.COPY_ATTRIBUTES);
      Files.copy(
          home.moverJar(),
          Files.createDirectories(slackwater.resolve("lib")).resolve("slackwater-repository.jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
