// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the secret values of a mover's environment out of what it said, which others will read. */
final class MaskedSecrets {

  /** Names of variables whose values nobody may see; where the repository is may be said. */
  private static final Pattern SECRET =
      Pattern.compile("PASS|SECRET|KEY|TOKEN", Pattern.CASE_INSENSITIVE);

  /** Shorter values are words that stand in any text. */
  private static final int SHORTEST = 4;

  private static final String MASK = "***";

  private MaskedSecrets() {}

  /** Replaces a Secret's values in a line; without a Secret, lines stay as they are. */
  static UnaryOperator<String> of(@Nullable Secret secret) {
    Map<String, String> data = secret == null ? null : secret.getData();
    if (data == null) {
      return UnaryOperator.identity();
    }
    List<String> values =
        data.entrySet().stream()
            .filter(entry -> SECRET.matcher(entry.getKey()).find())
            .map(entry -> decoded(entry.getValue()))
            .filter(value -> value.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    return line -> {
      String masked = line;
      for (String value : values) {
        masked = masked.replace(value, MASK);
      }
      return masked;
    };
  }

  private static String decoded(String value) {
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }
}
