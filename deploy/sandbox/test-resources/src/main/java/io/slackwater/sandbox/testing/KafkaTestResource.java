// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.slackwater.contracts.id.ClusterId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test a {@link TestKafka} for the clusters {@code east} and {@code west}, by
 * {@code kafka.bootstrap.servers}. It is empty at the start unless an external one is named.
 */
public final class KafkaTestResource implements QuarkusTestResourceLifecycleManager {

  private static final List<ClusterId> CLUSTERS =
      List.of(new ClusterId("east"), new ClusterId("west"));

  private @Nullable TestKafka kafka;

  @Override
  public Map<String, String> start() {
    TestKafka started = TestKafka.start(CLUSTERS);
    kafka = started;
    return Map.of("kafka.bootstrap.servers", started.bootstrapServers());
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }
}
