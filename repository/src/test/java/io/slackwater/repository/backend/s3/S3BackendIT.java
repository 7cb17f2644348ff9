// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.BackendConformance;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.testing.S3Server;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit starts the server.
final class S3BackendIT extends BackendConformance {

  private static S3Server server;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    server = new S3Server(data);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Override
  protected Backend newBackend() {
    return new S3Backend(server.location("t/" + UUID.randomUUID()), S3Server.access());
  }

  @Test
  void worksAtTheRootOfABucketToo() {
    try (Backend backend = new S3Backend(server.location(""), S3Server.access())) {
      backend.save(RepositoryFile.CONFIG, ByteBuffer.wrap(new byte[3]));

      assertThat(backend.list(FileKind.CONFIG)).hasSize(1);
      backend.delete(RepositoryFile.CONFIG);
    }
  }

  @Test
  void saysThatTheBucketIsMissing() {
    RepositoryLocation.S3 there = server.location("p");
    RepositoryLocation.S3 nowhere =
        new RepositoryLocation.S3(there.endpoint(), "no-such-bucket", "p");
    try (Backend backend = new S3Backend(nowhere, S3Server.access())) {
      assertThatThrownBy(() -> backend.save(RepositoryFile.CONFIG, ByteBuffer.allocate(1)))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("the bucket does not exist");
    }
  }

  @Test
  void saysThatTheSecretIsWrongWithoutPrintingIt() {
    try (Backend backend =
        new S3Backend(server.location("p"), S3Access.of(S3Server.ID, "wrong-secret"))) {
      assertThatThrownBy(() -> backend.save(RepositoryFile.CONFIG, ByteBuffer.allocate(1)))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("AWS_SECRET_ACCESS_KEY")
          .hasMessageNotContaining("wrong-secret");
    }
  }

  @Test
  void saysWhichEndpointCannotBeReached() {
    RepositoryLocation.S3 dead =
        new RepositoryLocation.S3(URI.create("http://127.0.0.1:1"), "bucket", "p");
    try (Backend backend = new S3Backend(dead, S3Server.access().withAttempts(2))) {
      assertThatThrownBy(() -> backend.exists(RepositoryFile.CONFIG))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("http://127.0.0.1:1")
          .hasMessageContaining("reachable");
    }
  }
}
