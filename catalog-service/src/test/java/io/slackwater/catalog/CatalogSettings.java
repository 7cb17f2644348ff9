// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Short times for the supervisor, and a fresh key pair for tokens. */
public final class CatalogSettings implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    KeyPair keys = keys();
    return Map.ofEntries(
        Map.entry("quarkus.http.test-port", "0"),
        Map.entry("slackwater.supervision.sweep-interval", "300ms"),
        Map.entry("slackwater.supervision.silence", "4s"),
        Map.entry("slackwater.supervision.alive", "3s"),
        Map.entry("slackwater.supervision.backoff", "200ms"),
        Map.entry("slackwater.supervision.grace", "1s"),
        Map.entry("slackwater.retention.enabled", "true"),
        Map.entry("slackwater.retention.interval", "1s"),
        Map.entry("slackwater.retention.retry-after", "1s"),
        Map.entry("slackwater.events.poll-interval", "100ms"),
        Map.entry("slackwater.outbox.poll-interval", "100ms"),
        Map.entry("mp.messaging.incoming.task-events-in.auto.commit.interval.ms", "200"),
        Map.entry("mp.jwt.verify.issuer", "https://slackwater.test"),
        Map.entry("mp.jwt.verify.publickey", pem("PUBLIC", keys.getPublic().getEncoded())),
        Map.entry("smallrye.jwt.sign.key", pem("PRIVATE", keys.getPrivate().getEncoded())),
        Map.entry("smallrye.jwt.new-token.issuer", "https://slackwater.test"));
  }

  @Override
  public void stop() {
    // nothing was started
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
  }
}
