// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiIT extends CatalogStack {
  @Test
  void isTheOneThatIsCommitted() throws IOException {
    Path built = Path.of("target", "openapi", "openapi-catalog-service.yaml");
    Path committed = Path.of("..", "docs", "openapi-catalog-service.yaml");

    assertThat(committed)
        .as("out of date: copy %s to docs/ and commit it", built)
        .hasSameTextualContentAs(built);
    assertThat(Files.readString(built)).contains("/api/v1/restores");
  }
}
