// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * The sandbox's S3 endpoint, from its built module, in a process of its own on a fresh directory.
 */
final class ObjectStore implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;

  private ObjectStore(Process process) {
    this.process = process;
  }

  static ObjectStore start(Path project, Path home, String bucket, int port) throws IOException {
    Path target = project.resolve("deploy/sandbox/object-store/target");
    Path jar = target.resolve("sandbox-object-store.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          jar + " is missing: package deploy/sandbox before integration tests run");
    }
    Path output = home.resolve("object-store.log");
    Process process =
        new ProcessBuilder(command(target, jar, home, bucket, port))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Awaitility.await()
        .atMost(START)
        .until(
            () -> {
              String said = Files.readString(output);
              if (!process.isAlive()) {
                throw new IllegalStateException("the object store ended:\n" + said);
              }
              return said.contains("ready ");
            });
    return new ObjectStore(process);
  }

  private static List<String> command(Path target, Path jar, Path home, String bucket, int port)
      throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        jar + ":" + target.resolve("lib") + "/*",
        "io.slackwater.sandbox.objectstore.Main",
        "--host",
        "0.0.0.0",
        "--port",
        Integer.toString(port),
        "--data",
        Files.createDirectories(home.resolve("objects")).toString(),
        "--bucket",
        bucket,
        "--access-key-file",
        Files.writeString(home.resolve("access"), Sandbox.ACCESS_KEY).toString(),
        "--secret-key-file",
        Files.writeString(home.resolve("secret"), Sandbox.SECRET_KEY).toString(),
        "--owner",
        Long.toString(ProcessHandle.current().pid()));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
