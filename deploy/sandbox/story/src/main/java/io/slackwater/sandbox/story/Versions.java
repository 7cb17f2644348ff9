// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.sandbox.story.stack.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The versions of what really ran, as each part itself or its file says. */
final class Versions {

  private Versions() {}

  static Map<String, String> of(Sandbox sandbox, Restic restic, String applicationServer) {
    Path project = sandbox.home().project();
    Map<String, String> versions = new TreeMap<>();
    versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    versions.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    versions.put("postgresql of the application", applicationServer);
    versions.put(
        "postgresql of the hub", sandbox.postgres().query("postgres", "show server_version"));
    versions.put("restic", restic.version());
    versions.put(
        "kafka broker",
        jar(project.resolve("deploy/sandbox/broker/target/lib"), "kafka_2.13-(.*)\\.jar"));
    versions.put(
        "kafka clients of the services",
        jar(
            project.resolve("policy-service/target/quarkus-app/lib/main"),
            ".*\\.kafka-clients-(.*)\\.jar"));
    versions.put(
        "quarkus",
        jar(
            project.resolve("policy-service/target/quarkus-app/lib/main"),
            ".*\\.quarkus-core-(\\d.*)\\.jar"));
    versions.put(
        "s3proxy",
        jar(project.resolve("deploy/sandbox/object-store/target/lib"), "s3proxy-(.*)\\.jar"));
    return versions;
  }

  private static String jar(Path libraries, String name) {
    Pattern pattern = Pattern.compile(name);
    try (Stream<Path> files = Files.list(libraries)) {
      return files
          .map(file -> pattern.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1))
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
