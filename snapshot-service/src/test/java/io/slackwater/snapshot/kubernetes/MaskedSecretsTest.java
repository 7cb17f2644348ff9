// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MaskedSecretsTest {

  @Test
  void takesSecretsOutOfALineAndLeavesTheRepositorysPlace() {
    UnaryOperator<String> masked =
        MaskedSecrets.of(
            new SecretBuilder()
                .addToData("RESTIC_PASSWORD", encoded("open sesame"))
                .addToData("AWS_SECRET_ACCESS_KEY", encoded("open sesame and more"))
                .addToData("RESTIC_REPOSITORY", encoded("s3:http://store/backups"))
                .build());

    assertThat(masked.apply("no: open sesame and more, open sesame, at s3:http://store/backups"))
        .isEqualTo("no: ***, ***, at s3:http://store/backups");
  }

  @Test
  void leavesLinesOfMoversWithoutASecret() {
    assertThat(MaskedSecrets.of(null).apply("no")).isEqualTo("no");
    assertThat(MaskedSecrets.of(new SecretBuilder().build()).apply("no")).isEqualTo("no");
  }

  private static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }
}
