// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.request.BackupRequested;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.Trigger;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.policy.domain.Shops;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What comes from Kafka, good and bad. */
@QuarkusTest
@TestProfile(TestSettings.class)
final class RequestsIT extends RunningService {

  private static final ClusterId EAST = new ClusterId("east");

  @Test
  void answersARequestWithARunAndItsTasks() {
    ApplicationDiscovered shop = known(Shops.shop(freshName("shop")));
    BackupRequested request = request(shop.application(), Approach.DATA_SERVICE, "primary");

    wire.publish(Wire.said(Instant.now(), EAST, "portal-42"), request);

    var planned = wire.await(RunPlanned.class, event -> request.request().equals(event.request()));
    assertThat(planned.event().trigger()).isEqualTo(Trigger.REQUEST);
    assertThat(planned.event().composition()).isEqualTo(shop);
    assertThat(planned.metadata().correlationId()).isEqualTo("portal-42");
    assertThat(planned.metadata().run()).isEqualTo(planned.event().run());
    for (var task : planned.event().tasks()) {
      var attempt = wire.await(TaskPlanned.class, event -> event.task().equals(task.task()));
      assertThat(attempt.event().attempt()).isEqualTo(1);
      assertThat(attempt.event().notAfter()).isEqualTo(planned.event().notAfter());
      assertThat(attempt.metadata().correlationId()).isEqualTo("portal-42");
      assertThat(attempt.metadata().run()).isEqualTo(planned.event().run());
    }
  }

  @Test
  void answersAnImpossibleRequestWithEveryReason() {
    ApplicationDiscovered site = known(Shops.website(freshName("site")));
    BackupRequested impossible = request(site.application(), Approach.STORAGE_SNAPSHOT, "nowhere");
    BackupRequested unknown =
        request(
            ApplicationId.parse("east/ghost/" + freshName("ghost")),
            Approach.DATA_SERVICE,
            "primary");

    wire.publish(Wire.said(Instant.now(), EAST, "portal-43"), impossible);
    wire.publish(Wire.said(Instant.now(), EAST, null), unknown);

    var rejected =
        wire.await(RequestRejected.class, event -> event.request().equals(impossible.request()));
    assertThat(rejected.event().reasons())
        .hasSize(2)
        .anySatisfy(reason -> assertThat(reason).contains("location 'nowhere' is not known"))
        .anySatisfy(reason -> assertThat(reason).contains("needs at least one volume"));
    assertThat(rejected.event().requestType()).isEqualTo("io.slackwater.request.backup.v1");
    assertThat(rejected.metadata().correlationId()).isEqualTo("portal-43");
    assertThat(
            wire.await(RequestRejected.class, event -> event.request().equals(unknown.request()))
                .event()
                .reasons())
        .singleElement()
        .asString()
        .contains("is not known");
  }

  @Test
  void takesARepeatedRequestOnce() {
    ApplicationDiscovered shop = known(Shops.shop(freshName("shop")));
    BackupRequested request = request(shop.application(), Approach.DATA_SERVICE, "primary");
    BackupRequested last = request(shop.application(), Approach.DATA_SERVICE, "vault");

    wire.publish(Wire.said(Instant.now(), EAST, null), request);
    wire.publish(Wire.said(Instant.now(), EAST, null), request);
    wire.publish(Wire.said(Instant.now(), EAST, null), last);

    wire.await(RunPlanned.class, event -> last.request().equals(event.request()));
    assertThat(wire.events(RunPlanned.class, event -> request.request().equals(event.request())))
        .hasSize(1);
  }

  @Test
  void deadLettersWhatCannotBeReadAndGoesOn() {
    ApplicationDiscovered shop = known(Shops.shop(freshName("shop")));
    BackupRequested good = request(shop.application(), Approach.DATA_SERVICE, "primary");
    WireRecord pattern = wire.encode(Wire.said(Instant.now(), EAST, null), good);
    String json = new String(bytes(pattern), StandardCharsets.UTF_8);
    byte[] large = new byte[5 * 1024 * 1024];
    Arrays.fill(large, (byte) ' ');

    String notJson =
        publishAs(
            pattern,
            "io.slackwater.request.backup.v1",
            "not { JSON".getBytes(StandardCharsets.UTF_8));
    String newer = publishAs(pattern, "io.slackwater.request.backup.v2", bytes(pattern));
    String incomplete =
        publishAs(
            pattern,
            "io.slackwater.request.backup.v1",
            json.replace("\"location\"", "\"place\"").getBytes(StandardCharsets.UTF_8));
    String tooLarge = publishAs(pattern, "io.slackwater.request.backup.v1", large);
    String climbing =
        publishAs(
            pattern,
            "io.slackwater.request.backup.v1",
            json.replace("\"primary\"", "\"../../etc\"").getBytes(StandardCharsets.UTF_8));
    wire.publish(pattern);

    assertThat(deadReason(notJson)).contains("JSON");
    assertThat(deadReason(newer)).contains("version");
    assertThat(deadReason(incomplete)).contains("location");
    assertThat(deadReason(tooLarge)).contains("5242880 bytes");
    assertThat(deadReason(climbing)).contains("location");
    wire.await(RunPlanned.class, event -> good.request().equals(event.request()));
  }

  @Test
  void deadLettersWhatIsOfAnotherClusterOrTopic() {
    ApplicationDiscovered shop = Shops.shop(freshName("shop"));
    WireRecord foreign = wire.encode(Wire.said(Instant.now(), new ClusterId("west"), null), shop);
    WireRecord misplaced = wire.encode(Wire.said(Instant.now(), EAST, null), shop);

    wire.publish(onTopic(foreign, "slackwater.applications.east.v1"));
    wire.publish(onTopic(misplaced, Topic.REQUESTS.topicName()));

    assertThat(deadReason(id(foreign))).contains("cluster 'west'");
    assertThat(deadReason(id(misplaced))).contains("does not belong");
    assertThat(rows("select 1 from application where id = $1", shop.application().key())).isEmpty();
  }

  @Test
  void passesTheListOfNamespacesBy() {
    NamespacesListed listed = new NamespacesListed(EAST, List.of("kube-system", "shop"));
    WireRecord record = wire.encode(Wire.said(Instant.now(), EAST, null), listed);
    WireRecord broken =
        new WireRecord(record.topic(), record.key(), record.headers(), new byte[] {'x'});

    wire.publish(record);
    wire.publish(broken);

    wire.awaitRecord(dead -> Arrays.equals(dead.value(), new byte[] {'x'}));
    assertThat(wire.records(dead -> id(record).equals(Wire.headers(dead).get("ce_id"))))
        .as("the broken one alone is a dead letter")
        .hasSize(1);
  }

  @Test
  void countsAndPassesAnUnknownType() {
    ApplicationDiscovered shop = known(Shops.shop(freshName("shop")));
    BackupRequested good = request(shop.application(), Approach.DATA_SERVICE, "primary");
    WireRecord pattern = wire.encode(Wire.said(Instant.now(), EAST, null), good);

    publishAs(pattern, "io.slackwater.request.dance.v1", bytes(pattern));
    wire.publish(pattern);

    wire.await(RunPlanned.class, event -> good.request().equals(event.request()));
    assertThat(get("/q/metrics").asString())
        .containsPattern(
            "slackwater_events_unrecognised_total\\{.*topic=\"slackwater.requests.v1\".*} [1-9]");
  }

  @Test
  void keepsTheLatestOfAnApplicationWhateverTheOrder() {
    Instant now = Instant.now();
    ApplicationDiscovered shop = Shops.shop(freshName("shop"));
    ApplicationId id = shop.application();
    ApplicationDiscovered earlier =
        new ApplicationDiscovered(
            id,
            shop.scope(),
            Map.of("state", "old"),
            shop.workloads(),
            shop.volumes(),
            shop.dataServices(),
            shop.relations(),
            1);

    wire.publish(Wire.said(now, EAST, null), shop);
    wire.publish(Wire.said(now.minusSeconds(60), EAST, null), earlier);
    wire.publish(Wire.said(now, EAST, null), shop);
    passedBy(id);
    assertThat(composition(id)).contains("gold");

    wire.publish(Wire.said(now.plusSeconds(1), EAST, null), new ApplicationRemoved(id));
    wire.publish(Wire.said(now, EAST, null), shop);
    passedBy(id);
    assertThat(composition(id)).isEmpty();

    wire.publish(Wire.said(now.plusSeconds(2), EAST, null), shop);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(composition(id)).contains("gold"));
  }

  /** Waits until everything published for the application's partition before has been taken. */
  private void passedBy(ApplicationId application) {
    WireRecord marker =
        wire.encode(
            Wire.said(Instant.now(), new ClusterId("west"), null),
            Shops.shop(application.namespace()));
    wire.publish(onTopic(marker, "slackwater.applications.east.v1"));
    assertThat(deadReason(id(marker))).isNotBlank();
  }

  private String composition(ApplicationId id) {
    return rows(
            "select coalesce(cast(composition as text), '') as c from application where id = $1",
            id.key())
        .stream()
        .map(row -> row.getString("c"))
        .findFirst()
        .orElse("");
  }

  private static BackupRequested request(
      ApplicationId application, Approach approach, String location) {
    return new BackupRequested(
        new RequestId(freshName("r")),
        application,
        approach,
        new LocationName(location),
        false,
        "portal");
  }

  /** Publishes a variation under an event id of its own, which it returns. */
  private String publishAs(WireRecord pattern, String type, byte[] value) {
    String id = freshName("e");
    Map<String, String> headers = new HashMap<>(pattern.headers());
    headers.put("ce_type", type);
    headers.put("ce_id", id);
    wire.publish(new WireRecord(pattern.topic(), pattern.key(), headers, value));
    return id;
  }

  private String deadReason(String eventId) {
    var dead =
        wire.awaitRecord(
            record ->
                record.topic().endsWith(".dlq")
                    && eventId.equals(Wire.headers(record).get("ce_id")));
    return Wire.headers(dead).entrySet().stream()
        .filter(header -> header.getKey().endsWith("-reason"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static WireRecord onTopic(WireRecord record, String topic) {
    return new WireRecord(topic, record.key(), record.headers(), record.value());
  }

  private static String id(WireRecord record) {
    return Objects.requireNonNull(record.headers().get("ce_id"));
  }

  private static byte[] bytes(WireRecord record) {
    return Objects.requireNonNull(record.value());
  }
}
