// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.sandbox.testing.SandboxException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the sandbox finds what was built, and where it keeps everything it makes.
 *
 * @param project the folder of the checkout
 * @param directory the sandbox's own; everything below it may be deleted
 */
public record SandboxHome(Path project, Path directory) {

  private static final String MARK = "deploy/sandbox/pom.xml";

  /**
   * The checkout that this JVM was started in, or below.
   *
   * @param name of the sandbox's folder below {@code target}
   * @throws SandboxException when it was started elsewhere
   */
  public static SandboxHome below(String name) {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(MARK))) {
        return new SandboxHome(folder, folder.resolve("target").resolve(name));
      }
    }
    throw new SandboxException("not in a checkout of Slackwater: " + start);
  }

  /** A folder below the sandbox's own, made if it is missing. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The log of a server. */
  public Path log(String server) {
    return folder("logs").resolve(server + ".log");
  }

  /** The kubeconfig with a context for each cluster. */
  public Path kubeconfig() {
    return directory.resolve("kubeconfig");
  }

  /** The class path of one of the sandbox's own servers. */
  String classPath(String module, String jar) {
    Path target = project.resolve("deploy/sandbox").resolve(module).resolve("target");
    return built(target.resolve(jar)) + File.pathSeparator + target.resolve("lib") + "/*";
  }

  /** The jar that starts a service. */
  Path service(String module) {
    return built(project.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
  }

  /** Where the clusters look for images. */
  Path images() {
    return folder("images");
  }

  /** The program that mover pods run. */
  Path moverScript() {
    return project.resolve("deploy/images/mover/slackwater-repository");
  }

  /** The jar of the mover's command line. */
  Path moverJar() {
    return built(project.resolve("repository/target/slackwater-repository.jar"));
  }

  private static Path built(Path jar) {
    if (Files.notExists(jar)) {
      throw new SandboxException(jar + " is missing: run `make build`");
    }
    return jar;
  }
}
