// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.s3;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import io.slackwater.repository.testing.FaultyProxy;
import io.slackwater.repository.testing.FaultyProxy.Fault;
import io.slackwater.repository.testing.S3Server;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An S3 service that throttles, fails and loses connections. */
@SuppressWarnings("NullAway.Init") // JUnit starts the server.
final class S3FaultsIT {

  private static final RepositoryFile PACK = new RepositoryFile(FileKind.PACK, "5a".repeat(32));

  private static S3Server server;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    server = new S3Server(data);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static FaultyProxy proxy(IntFunction<Fault> faults) throws Exception {
    return new FaultyProxy(server.location("").endpoint(), faults);
  }

  private static Backend through(FaultyProxy proxy, int attempts) {
    return new S3Backend(
        new RepositoryLocation.S3(proxy.endpoint(), S3Server.BUCKET, "f/" + UUID.randomUUID()),
        S3Server.access().withAttempts(attempts));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyOperationSurvivesAFaultOfItsFirstAttempt(Fault fault) throws Exception {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    try (FaultyProxy proxy = proxy(request -> request % 2 == 1 ? fault : Fault.NONE);
        Backend backend = through(proxy, 4)) {
      backend.save(PACK, ByteBuffer.wrap(content));
      assertThat(backend.load(PACK)).isEqualTo(content);
      assertThat(backend.load(PACK, 1_000, 50_000)).hasSize(50_000);
      assertThat(backend.exists(PACK)).isTrue();
      assertThat(backend.list(FileKind.PACK)).hasSize(1);
      assertThat(backend.saveIfAbsent(RepositoryFile.CONFIG, ByteBuffer.wrap(content)))
          .as("also when the answer to its own first attempt was lost")
          .isTrue();
      backend.delete(PACK);
      assertThat(backend.exists(PACK)).isFalse();
      assertThat(proxy.requests()).isGreaterThanOrEqualTo(16);
    }
  }

  @Test
  void aBackupSurvivesAServiceThatFailsAThirdOfItsRequests() throws Exception {
    Fault[] inTurn = {Fault.SLOW_DOWN, Fault.CUT_ANSWER, Fault.INTERNAL_ERROR, Fault.CUT_BEFORE};
    byte[] content = new byte[5_000_000];
    new Random(2).nextBytes(content);
    try (FaultyProxy proxy =
            proxy(request -> request % 3 == 0 ? inTurn[request / 3 % inTurn.length] : Fault.NONE);
        Repository repository =
            Repository.init(through(proxy, 8), Clients.impatient("faults"), PASSWORD, null)) {
      SnapshotResult saved =
          repository.backupFiles(
              Map.of("/content", content), SnapshotLabels.tagged("t"), Control.NONE);

      assertThat(repository.readFiles(saved.id(), "/").get("/content")).isEqualTo(content);
      assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
      assertThat(repository.locks()).isEmpty();
    }
  }

  @Test
  void givesUpInTheEndAndSaysWhatTheServiceAnswered() throws Exception {
    try (FaultyProxy proxy = proxy(request -> Fault.SLOW_DOWN);
        Backend backend = through(proxy, 3)) {
      assertThatThrownBy(() -> backend.save(PACK, ByteBuffer.allocate(10)))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("HTTP 503");
      assertThat(proxy.requests()).isEqualTo(3);
    }
  }
}
