// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's directory: formatted once, kept ever after. */
final class Storage {

  private static final String FORMATTED = "meta.properties";

  private Storage() {}

  /**
   * Formats the directory when it is new.
   *
   * @throws BrokerException when it cannot be written or holds something else
   */
  static void prepare(BrokerSettings settings) {
    if (Files.exists(settings.log().resolve(FORMATTED))) {
      return;
    }
    String voter =
        "%d@%s:%s".formatted(BrokerSettings.NODE_ID, settings.controller(), Uuid.randomUuid());
    try {
      Files.createDirectories(settings.log());
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(settings.log().toString())
          .addDirectory(settings.log().toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setHasDynamicQuorum(true)
          .setInitialControllers(DynamicVoters.parse(voter))
          .run();
    } catch (Exception e) { // Formatter.run declares nothing narrower
      throw new BrokerException(settings.data(), "cannot be formatted", e);
    }
  }
}
