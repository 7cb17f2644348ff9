// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How every command reaches the brokers. */
final class KafkaConnection {

  @Option(
      names = "--bootstrap-servers",
      required = true,
      description = "host:port of brokers, separated by commas")
  private String bootstrapServers = "";

  @Option(
      names = "--client-properties",
      description = "a file with further client settings, for example TLS and credentials")
  private @Nullable Path clientProperties;

  /**
   * The client's settings.
   *
   * @throws KafkaDeploymentException when the file cannot be read
   */
  Properties settings() {
    Properties settings = new Properties();
    if (clientProperties != null) {
      try (Reader file = Files.newBufferedReader(clientProperties, StandardCharsets.UTF_8)) {
        settings.load(file);
      } catch (IOException e) {
        throw new KafkaDeploymentException("cannot read " + clientProperties, e);
      }
    }
    settings.put("bootstrap.servers", bootstrapServers);
    return settings;
  }
}
