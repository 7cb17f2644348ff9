// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.slackwater.policy.api.Roles;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/** Requests with bearer tokens. */
final class Tokens {

  private Tokens() {}

  static RequestSpecification admin() {
    return in(Roles.ADMIN);
  }

  static RequestSpecification in(String role) {
    String token =
        Jwt.issuer(TestSettings.ISSUER)
            .upn("test@example.org")
            .groups(Set.of(role))
            .expiresIn(3600)
            .sign(signingKey());
    return given().header("Authorization", "Bearer " + token);
  }

  private static PrivateKey signingKey() {
    String text = ConfigProvider.getConfig().getValue(TestSettings.SIGNING_KEY, String.class);
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the test's own key can be read", e);
    }
  }
}
