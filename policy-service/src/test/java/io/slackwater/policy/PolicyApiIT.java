// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import static io.restassured.RestAssured.get;
import static io.slackwater.policy.Tokens.admin;
import static io.slackwater.policy.Tokens.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.Trigger;
import io.slackwater.policy.api.Roles;
import io.slackwater.policy.domain.Shops;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TestSettings.class)
final class PolicyApiIT extends RunningService {

  private static final String DAILY = "{\"cron\": \"30 2 * * *\", \"timeZone\": \"Europe/Berlin\"}";

  @Test
  void namesEveryFaultOfAPolicy() {
    Response response =
        post(
            """
            {
              "name": "../../etc",
              "selector": {"namespaces": ["nothing-here"], "nameSpaces": ["x"]},
              "approach": "magic",
              "schedule": {"cron": "0 0 30 2 *", "timeZone": "Mars/Olympus"},
              "retention": {"daily": -1, "weekly": "many"},
              "location": "nowhere",
              "objectives": "fast"
            }
            """);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.jsonPath().getList("faults.field", String.class))
        .containsExactlyInAnyOrder(
            "name",
            "selector",
            "selector.nameSpaces",
            "approach",
            "schedule.timeZone",
            "retention.daily",
            "retention.weekly",
            "location",
            "objectives");
    assertThat(response.jsonPath().getList("faults.action", String.class))
        .hasSize(9)
        .doesNotContain("");
  }

  @Test
  void refusesAScheduleThatNeverFires() {
    String namespace = freshName("shop");
    known(Shops.shop(namespace));

    Response response = post(policy(freshName("p"), namespace, "{\"cron\": \"0 0 30 2 *\"}"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.jsonPath().getList("faults.what", String.class))
        .containsExactly("it never fires");
  }

  @Test
  void refusesAnIntervalThatIsTooShort() {
    String namespace = freshName("shop");
    known(Shops.shop(namespace));

    Response response = post(policy(freshName("p"), namespace, "{\"every\": \"PT0.5S\"}"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.jsonPath().getString("faults[0].why")).contains("shortest interval");
  }

  @Test
  void refusesABodyThatIsNotAPolicy() {
    assertThat(post("no json").statusCode()).isEqualTo(400);
    assertThat(post("").statusCode()).isEqualTo(400);
    assertThat(post("[]").statusCode()).isEqualTo(400);
    assertThat(post("null").statusCode()).isEqualTo(400);
    assertThat(post("{\"name\": 1e999999999}").statusCode()).isEqualTo(400);
    assertThat(post("{}").jsonPath().getList("faults.field", String.class))
        .containsExactly("name", "selector", "approach", "schedule", "location");
  }

  @Test
  void refusesANameThatClimbsOutOfItsPlace() {
    Response response = admin().urlEncodingEnabled(false).get("/api/v1/policies/..%2F..%2Fetc");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.jsonPath().getString("type"))
        .isEqualTo("urn:slackwater:problem:invalid-name");
  }

  @Test
  void keepsAPolicyAndShowsWhatItSelects() {
    String namespace = freshName("shop");
    String name = freshName("p");
    known(Shops.shop(namespace));

    Response made = post(policy(name, namespace, DAILY));
    Response read = admin().get("/api/v1/policies/" + name);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/api/v1/policies/" + name);
    assertThat(read.header("ETag")).isEqualTo(made.header("ETag"));
    assertThat(read.jsonPath().getString("policy.schedule.timeZone")).isEqualTo("Europe/Berlin");
    assertThat(read.jsonPath().getInt("policy.retention.daily")).isEqualTo(7);
    assertThat(read.jsonPath().getString("policy.objectives.rpo")).isEqualTo("PT24H");
    assertThat(read.jsonPath().getString("createdAt"))
        .isEqualTo(made.jsonPath().getString("createdAt"));
    assertThat(read.jsonPath().getList("applications.application", String.class))
        .containsExactly("east/" + namespace + "/" + namespace);
    assertThat(Instant.parse(read.jsonPath().getString("applications[0].next.fireTime")))
        .isAfter(Instant.now());
    assertThat(admin().get("/api/v1/policies").jsonPath().getList("policy.name", String.class))
        .contains(name);
  }

  @Test
  void selectsApplicationsThatComeLater() {
    String first = freshName("shop");
    String name = freshName("p");
    known(Shops.shop(first));
    post(policy(name, first + "*", DAILY));

    known(Shops.shop(first + "-b"));

    assertThat(
            admin()
                .get("/api/v1/policies/" + name)
                .jsonPath()
                .getList("applications.next.fireTime", String.class))
        .hasSize(2)
        .doesNotContainNull();
  }

  @Test
  void makesAPolicyOfOneNameOnce() {
    String namespace = freshName("shop");
    String name = freshName("p");
    known(Shops.shop(namespace));

    assertThat(post(policy(name, namespace, DAILY)).statusCode()).isEqualTo(201);
    assertThat(post(policy(name, namespace, DAILY)).statusCode()).isEqualTo(409);
  }

  @Test
  void losesNoChangeOfAnother() {
    String namespace = freshName("shop");
    String name = freshName("p");
    known(Shops.shop(namespace));
    String tag = post(policy(name, namespace, DAILY)).header("ETag");
    String hourly = policy(name, namespace, "{\"cron\": \"0 * * * *\"}");

    assertThat(put(name, hourly, null).statusCode()).isEqualTo(428);
    assertThat(put(name, hourly, "yesterday").statusCode()).isEqualTo(400);
    Response changed = put(name, hourly, tag);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(tag);
    assertThat(put(name, hourly, tag).statusCode()).isEqualTo(412);
    assertThat(put(name, policy("other", namespace, DAILY), changed.header("ETag")).statusCode())
        .isEqualTo(400);
    assertThat(put(freshName("p"), hourly.replace(name, "x"), tag).statusCode()).isEqualTo(400);
  }

  @Test
  void restsWhilePausedAndGoesOnWhenResumed() {
    String namespace = freshName("shop");
    String name = freshName("p");
    known(Shops.shop(namespace));
    post(policy(name, namespace, DAILY));

    Response paused = admin().post("/api/v1/policies/" + name + "/pause");
    assertThat(paused.jsonPath().getBoolean("policy.paused")).isTrue();
    assertThat(nextFireTimes(name)).filteredOn(Objects::nonNull).isEmpty();

    admin().post("/api/v1/policies/" + name + "/resume");
    assertThat(nextFireTimes(name)).hasSize(1).doesNotContainNull();
  }

  @Test
  void runsNowOnceForOneKey() {
    String namespace = freshName("shop");
    String name = freshName("p");
    String key = freshName("key");
    known(Shops.shop(namespace));
    post(policy(name, namespace, DAILY));

    Response first = runNow(name, key);
    Response again = runNow(name, key);
    Response other = runNow(name, freshName("key"));

    assertThat(first.statusCode()).isEqualTo(202);
    String run = first.jsonPath().getString("applications[0].run");
    assertThat(again.jsonPath().getString("applications[0].run")).isEqualTo(run);
    assertThat(other.jsonPath().getString("applications[0].refused")).contains(run);
    var planned = wire.await(RunPlanned.class, event -> event.run().value().equals(run));
    assertThat(planned.event().trigger()).isEqualTo(Trigger.REQUEST);
    assertThat(planned.metadata().correlationId()).isEqualTo(key);
    assertThat(wire.events(RunPlanned.class, event -> event.run().value().equals(run))).hasSize(1);
  }

  @Test
  void forgetsADeletedPolicy() {
    String namespace = freshName("shop");
    String name = freshName("p");
    known(Shops.shop(namespace));
    post(policy(name, namespace, DAILY));

    assertThat(admin().delete("/api/v1/policies/" + name).statusCode()).isEqualTo(204);
    assertThat(admin().delete("/api/v1/policies/" + name).statusCode()).isEqualTo(404);
    assertThat(admin().get("/api/v1/policies/" + name).statusCode()).isEqualTo(404);
    assertThat(admin().post("/api/v1/policies/" + name + "/run").statusCode()).isEqualTo(404);
    assertThat(rows("select 1 from fire where policy = $1", name)).isEmpty();
  }

  @Test
  void isHealthyAndCounts() {
    assertThat(get("/q/health").jsonPath().getString("status")).isEqualTo("UP");
    assertThat(get("/q/health/live").asString()).contains("SmallRye Reactive Messaging");
    assertThat(get("/q/metrics").asString()).contains("slackwater_policy_fires");
  }

  @Test
  void letsEachRoleDoItsPart() {
    String namespace = freshName("shop");
    String name = freshName("p");
    known(Shops.shop(namespace));
    post(policy(name, namespace, DAILY));
    String path = "/api/v1/policies/" + name;

    assertThat(get(path).statusCode()).isEqualTo(401);
    assertThat(in("somebody-else").get(path).statusCode()).isEqualTo(403);
    assertThat(in(Roles.VIEWER).get(path).statusCode()).isEqualTo(200);
    assertThat(in(Roles.VIEWER).post(path + "/pause").statusCode()).isEqualTo(403);
    assertThat(in(Roles.OPERATOR).post(path + "/pause").statusCode()).isEqualTo(200);
    assertThat(in(Roles.OPERATOR).delete(path).statusCode()).isEqualTo(403);
    assertThat(in(Roles.ADMIN).delete(path).statusCode()).isEqualTo(204);
  }

  private static List<String> nextFireTimes(String policy) {
    return admin()
        .get("/api/v1/policies/" + policy)
        .jsonPath()
        .getList("applications.next.fireTime", String.class);
  }

  private static Response runNow(String policy, String key) {
    return admin().header("Idempotency-Key", key).post("/api/v1/policies/" + policy + "/run");
  }

  private static Response put(String policy, String body, @Nullable String tag) {
    var request = admin().contentType("application/json").body(body);
    if (tag != null) {
      request.header("If-Match", tag);
    }
    return request.put("/api/v1/policies/" + policy);
  }
}
