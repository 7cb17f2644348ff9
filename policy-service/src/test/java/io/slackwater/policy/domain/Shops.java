// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.ObjectRef;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.application.Workload;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.run.Approach;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Applications and policies to test with. */
public final class Shops {

  private static final ObjectRef DATABASE = new ObjectRef("apps/v1", "StatefulSet", "orders-db");

  private Shops() {}

  /** An application with a database and a volume. */
  public static ApplicationDiscovered shop(String namespace) {
    return new ApplicationDiscovered(
        new ApplicationId(new ClusterId("east"), namespace, namespace),
        new Scope(namespace, null),
        Map.of("tier", "gold"),
        List.of(new Workload(DATABASE, 1, List.of("postgres:15"))),
        List.of(
            new VolumeClaim(
                "data-orders-db-0",
                "fast",
                1L << 30,
                List.of("ReadWriteOnce"),
                "Filesystem",
                "csi.example.org",
                Map.of())),
        List.of(
            new DataService(
                "orders-db",
                "postgresql",
                "15.8",
                DATABASE,
                "postgres",
                List.of("orders-db-0"),
                List.of("data-orders-db-0"))),
        List.of(),
        12);
  }

  /** An application that holds no data. */
  public static ApplicationDiscovered website(String namespace) {
    return new ApplicationDiscovered(
        new ApplicationId(new ClusterId("east"), namespace, namespace),
        new Scope(namespace, null),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        3);
  }

  static Policy policy(Approach approach, Schedule schedule) {
    return new Policy(
        new PolicyName("shops"),
        new Selector(List.of(), List.of(), List.of(), Map.of()),
        approach,
        HoldBounds.DEFAULT,
        schedule,
        Retention.EVERYTHING,
        new LocationName("primary"),
        false,
        Objectives.NONE,
        Duration.ofMinutes(30),
        false);
  }
}
