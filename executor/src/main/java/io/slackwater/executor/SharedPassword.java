// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * How two clusters come to the same password though nobody between them learns it: X25519 (RFC
 * 7748), then HKDF-SHA256 (RFC 5869) over what the password is for.
 */
final class SharedPassword {

  private static final String CURVE = "X25519";
  private static final String PURPOSE = "slackwater temporary key file 1";
  private static final int LENGTH = 32;

  private SharedPassword() {}

  static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance(CURVE).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has X25519", e);
    }
  }

  /**
   * The password that the other side computes too.
   *
   * @param own this side's private key
   * @param other the other side's public key, as {@link #text} writes it
   * @param purpose what both sides know it to be for
   * @throws IllegalArgumentException when the text is no public key
   */
  static String of(PrivateKey own, String other, String... purpose) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
      agreement.init(own);
      agreement.doPhase(publicKey(other), true);
      byte[] info = (PURPOSE + "|" + String.join("|", purpose)).getBytes(StandardCharsets.UTF_8);
      byte[] derived =
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addIKM(agreement.generateSecret())
                      .thenExpand(info, LENGTH));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an X25519 key of the other side", e);
    }
  }

  static String text(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  static PrivateKey privateKey(byte[] encoded) {
    try {
      return KeyFactory.getInstance(CURVE).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an X25519 private key", e);
    }
  }

  private static PublicKey publicKey(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance(CURVE)
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
  }
}
