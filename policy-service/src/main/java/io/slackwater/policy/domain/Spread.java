// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/** The place of an application inside a spread: from a hash, so that every replica agrees. */
final class Spread {

  private Spread() {}

  static Duration offset(Duration spread, PolicyName policy, ApplicationId application) {
    if (spread.toMillis() <= 0) {
      return Duration.ZERO;
    }
    String place = "spread|" + policy.value() + "|" + application.key();
    long hash = ByteBuffer.wrap(sha256(place)).getLong();
    return Duration.ofMillis(Math.floorMod(hash, spread.toMillis()));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
