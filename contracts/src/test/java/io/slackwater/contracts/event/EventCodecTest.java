// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.request.BackupRequested;
import io.slackwater.contracts.run.Approach;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {

  private final EventCodec codec = new EventCodec();
  private final WireRecord good =
      codec.encode(
          Samples.envelope(
              new BackupRequested(
                  Samples.REQUEST,
                  Samples.SHOP,
                  Approach.STORAGE_SNAPSHOT,
                  Samples.LOCATION,
                  true,
                  "portal")));

  @Test
  void writesCloudEventsBinaryMode() {
    assertThat(good.topic()).isEqualTo("slackwater.requests.v1");
    assertThat(good.key()).isEqualTo("east/shop/shop");
    assertThat(good.headers())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "io.slackwater.request.backup.v1")
        .containsEntry("ce_source", "policy-service")
        .containsEntry("ce_subject", "east/shop/shop")
        .containsEntry("ce_cluster", "east")
        .containsEntry("ce_runid", Samples.RUN.value())
        .containsEntry("ce_attempt", "2")
        .containsEntry("ce_correlationid", "corr-1")
        .containsEntry("content-type", "application/json");
  }

  @Test
  void ignoresFieldsThatItDoesNotKnow() {
    assertThat(decode(text().replaceFirst("\\{", "{\"new-field\":{\"a\":1},")))
        .isInstanceOf(Decoded.Known.class);
  }

  @Test
  void passesATypeThatItDoesNotKnow() {
    assertThat(codec.decode(good.key(), with("ce_type", "com.example.other.v1"), good.value()))
        .isEqualTo(new Decoded.Unrecognised("com.example.other.v1"));
  }

  @Test
  void refusesANewerVersion() {
    assertUnreadable(
        codec.decode(good.key(), with("ce_type", "io.slackwater.request.backup.v2"), good.value()),
        "io.slackwater.request.backup.v2 is of a version that this service does not read");
  }

  @Test
  void refusesWhatIsNotJson() {
    assertUnreadable(decode("{ not json"), "not the JSON it should be");
  }

  @Test
  void refusesAMissingField() {
    assertUnreadable(
        decode(text().replaceFirst("\"approach\":\"storage-snapshot\",", "")), "approach");
  }

  @Test
  void refusesAnUnknownApproach() {
    assertUnreadable(decode(text().replace("storage-snapshot", "by-magic")), "approach");
  }

  @Test
  void refusesANameThatLeavesItsPlace() {
    assertUnreadable(decode(text().replace("east/shop/shop", "../../etc/x")), "application");
    assertUnreadable(decode(text().replace("\"primary\"", "\"../../etc\"")), "location");
  }

  @Test
  void refusesAValueThatIsTooLarge() {
    assertUnreadable(
        codec.decode(good.key(), good.headers(), new byte[5 * 1024 * 1024]),
        "the value has 5242880 bytes");
  }

  @Test
  void refusesAMissingValueAndMissingAttributes() {
    assertUnreadable(codec.decode(good.key(), good.headers(), null), "the value is missing");
    for (String header :
        new String[] {"ce_id", "ce_source", "ce_time", "ce_type", "ce_specversion"}) {
      assertUnreadable(codec.decode(good.key(), with(header, null), good.value()), header);
    }
  }

  @Test
  void namesAMissingFieldOfTheRecordItselfWithoutAPlace() {
    assertUnreadable(decode("{}"), good.headers().get("ce_type") + ": required property");
  }

  @Test
  void refusesAttributesThatCannotBeRead() {
    assertUnreadable(codec.decode(good.key(), with("ce_time", "noon"), good.value()), "noon");
    assertUnreadable(codec.decode(good.key(), with("ce_attempt", "first"), good.value()), "first");
    assertUnreadable(
        codec.decode(good.key(), with("ce_cluster", "../x"), good.value()), "ClusterId");
  }

  private Decoded decode(String value) {
    return codec.decode(good.key(), good.headers(), value.getBytes(StandardCharsets.UTF_8));
  }

  private String text() {
    return new String(good.value(), StandardCharsets.UTF_8);
  }

  private Map<String, String> with(String header, @Nullable String value) {
    Map<String, String> headers = new HashMap<>(good.headers());
    headers.remove(header);
    if (value != null) {
      headers.put(header, value);
    }
    return headers;
  }

  private static void assertUnreadable(Decoded decoded, String reason) {
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).contains(reason));
  }
}
