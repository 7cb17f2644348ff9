// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.slackwater.sandbox.testing.KafkaTestResource;
import io.slackwater.sandbox.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TestSettings.class)
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(
    value = PostgresTestResource.class,
    initArgs = @ResourceArg(name = "database", value = "policy"))
final class PolicyApiIT {

  @Test
  void namesEveryFaultOfAPolicy() {
    Response response =
        given()
            .contentType("application/json")
            .body(
                """
                {
                  "name": "../../etc",
                  "selector": {"namespaces": ["nothing-here"], "nameSpaces": ["x"]},
                  "approach": "magic",
                  "schedule": {"cron": "0 0 30 2 *", "timeZone": "Mars/Olympus"},
                  "retention": {"daily": -1, "weekly": "many"},
                  "location": "nowhere"
                }
                """)
            .post("/api/v1/policies");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.jsonPath().getList("faults.field", String.class))
        .contains(
            "name",
            "selector",
            "selector.nameSpaces",
            "approach",
            "schedule.timeZone",
            "retention.daily",
            "retention.weekly",
            "location");
  }
}
