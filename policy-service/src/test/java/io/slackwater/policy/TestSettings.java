// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * One service for all tests: two locations, schedules down to a second, due turns on demand, and
 * tokens of a key that is made for the occasion.
 */
public final class TestSettings implements QuarkusTestProfile {

  /** Where {@link Tokens} finds the private key. */
  static final String SIGNING_KEY = "slackwater.test.signing-key";

  static final String ISSUER = "https://issuer.example.org";

  @Override
  public Map<String, String> getConfigOverrides() {
    KeyPair keys = keys();
    Map<String, String> settings = new HashMap<>();
    settings.put("slackwater.policy.locations", "primary,vault");
    settings.put("slackwater.policy.shortest-interval", "1s");
    settings.put("slackwater.policy.claim-interval", "24h");
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.test-port", "0");
    settings.put("mp.jwt.verify.publickey", text(keys.getPublic()));
    settings.put("mp.jwt.verify.issuer", ISSUER);
    settings.put(SIGNING_KEY, text(keys.getPrivate()));
    return settings;
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private static String text(Key key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }
}
