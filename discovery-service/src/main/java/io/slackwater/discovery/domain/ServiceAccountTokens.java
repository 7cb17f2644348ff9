// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** The token Secrets that clusters before Kubernetes 1.24 made for each service account. */
final class ServiceAccountTokens {

  /** The type of every token Secret, generated or asked for. */
  static final String TYPE = "kubernetes.io/service-account-token";

  private static final String ACCOUNT = "kubernetes.io/service-account.name";

  private ServiceAccountTokens() {}

  /** The account that a token Secret is of. */
  static String accountOf(KubernetesObject secret) {
    return secret.annotations().getOrDefault(ACCOUNT, "");
  }

  /** Whether a name is one that the cluster generates for an account's token. */
  static boolean isGenerated(String account, String name) {
    return Pattern.matches(Pattern.quote(account) + "-token-[a-z0-9]{5}", name);
  }

  /** Whether the account lists the Secret as its own. */
  static boolean lists(KubernetesObject account, String secret) {
    for (JsonNode reference : account.at("/secrets")) {
      if (reference.path("name").asText().equals(secret)) {
        return true;
      }
    }
    return false;
  }
}
