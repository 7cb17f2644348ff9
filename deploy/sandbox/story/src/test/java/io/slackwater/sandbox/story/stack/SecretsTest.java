// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @Test
  void areReadableForTheirOwnerAlone(@TempDir Path folder) throws Exception {
    Path file = new Secrets(folder).file("password");

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void stayTheSameWhileTheSandboxRuns(@TempDir Path folder) {
    Secrets secrets = new Secrets(folder);

    assertThat(secrets.value("password")).isEqualTo(secrets.value("password")).hasSize(40);
    assertThat(secrets.value("password")).isNotEqualTo(secrets.value("other"));
  }
}
