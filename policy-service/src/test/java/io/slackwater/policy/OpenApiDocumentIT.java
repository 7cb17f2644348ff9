// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published description of the interface is the one that the build derives from the code. */
final class OpenApiDocumentIT {

  private static final Path BUILT = Path.of("target", "openapi", "openapi.yaml");
  private static final Path PUBLISHED = Path.of("..", "docs", "openapi-policy-service.yaml");

  @Test
  void isUpToDate() throws IOException {
    assertThat(Files.readString(PUBLISHED))
        .as("out of date: copy policy-service/%s to docs/%s", BUILT, PUBLISHED.getFileName())
        .isEqualTo(Files.readString(BUILT));
  }
}
