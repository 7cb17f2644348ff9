// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** One service for all tests: two locations, schedules down to a second, due turns on demand. */
public final class TestSettings implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "slackwater.policy.locations", "primary,vault",
        "slackwater.policy.shortest-interval", "1s",
        "slackwater.policy.claim-interval", "24h",
        "slackwater.api.open", "true",
        "quarkus.http.host", "127.0.0.1",
        "quarkus.http.test-port", "0");
  }
}
