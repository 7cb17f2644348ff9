// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.testing;

import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.store.ClientContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A process that opens or creates a repository once told to on its input, writes a snapshot and
 * prints the id.
 */
public final class RacingClient {

  private RacingClient() {}

  /** Takes the location and its own name. */
  public static void main(String[] args) throws IOException {
    RepositoryLocation location = RepositoryLocation.parse(args[0]);
    ClientContext client = ClientContext.of(args[1]);
    System.out.println("ready");
    if (System.in.read() < 0) {
      throw new IOException("nobody gave the start");
    }
    Password recovery = Password.of("recovery");
    try (Repository repository =
        Repository.openOrInit(
            Backends.open(location, S3Server.access()), client, Clients.PASSWORD, recovery)) {
      byte[] content = args[1].getBytes(StandardCharsets.UTF_8);
      repository.backupFiles(
          Map.of("/name", content), SnapshotLabels.tagged(args[1]), Control.NONE);
      System.out.println(repository.id());
    }
  }
}
