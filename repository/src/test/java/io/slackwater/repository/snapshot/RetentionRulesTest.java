// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.Sha256;
import io.slackwater.repository.id.SnapshotId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RetentionRulesTest {

  private static Snapshot at(String time, String... tags) {
    SnapshotId id = new SnapshotId(Sha256.of(time.getBytes(StandardCharsets.UTF_8)));
    BlobId tree = BlobId.parse("0".repeat(64));
    return new Snapshot(
        id,
        Instant.parse(time),
        null,
        tree,
        List.of("/d"),
        "h",
        "u",
        List.of(),
        List.of(tags),
        "",
        null);
  }

  private static final List<Snapshot> GROUP =
      List.of(
          at("2025-12-31T10:00:00Z"),
          at("2026-01-01T09:00:00Z", "keep", "me"),
          at("2026-01-01T10:00:00Z"),
          at("2026-01-01T10:30:00Z"),
          at("2026-01-02T00:00:00Z"));

  private static List<String> kept(RetentionRules rules) {
    List<Snapshot> kept = new ArrayList<>(GROUP);
    kept.removeAll(rules.forgotten(GROUP, ZoneOffset.UTC));
    return kept.stream().map(snapshot -> snapshot.time().toString()).toList();
  }

  private static RetentionRules rules(int h, int d, int w, int m, int y) {
    return new RetentionRules(0, h, d, w, m, y, null, List.of());
  }

  @Test
  void keepsTheLast() {
    assertThat(kept(RetentionRules.keepLast(2)))
        .containsExactly("2026-01-01T10:30:00Z", "2026-01-02T00:00:00Z");
  }

  @Test
  void keepsTheNewestOfEachPeriod() {
    assertThat(kept(rules(3, 0, 0, 0, 0)))
        .containsExactly("2026-01-01T09:00:00Z", "2026-01-01T10:30:00Z", "2026-01-02T00:00:00Z");
    assertThat(kept(rules(0, 2, 0, 0, 0)))
        .containsExactly("2026-01-01T10:30:00Z", "2026-01-02T00:00:00Z");
    assertThat(kept(rules(0, 0, 9, 0, 0))).containsExactly("2026-01-02T00:00:00Z");
    assertThat(kept(rules(0, 0, 0, 9, 0)))
        .containsExactly("2025-12-31T10:00:00Z", "2026-01-02T00:00:00Z");
    assertThat(kept(rules(0, 0, 0, 0, 1))).containsExactly("2026-01-02T00:00:00Z");
  }

  @Test
  void keepsByTagAndTime() {
    assertThat(kept(new RetentionRules(0, 0, 0, 0, 0, 0, null, List.of("keep", "me"))))
        .containsExactly("2026-01-01T09:00:00Z");
    Instant since = Instant.parse("2026-01-01T10:30:00Z");
    assertThat(kept(new RetentionRules(0, 0, 0, 0, 0, 0, since, List.of())))
        .containsExactly("2026-01-01T10:30:00Z", "2026-01-02T00:00:00Z");
  }

  @Test
  void knowsRulesThatKeepNothing() {
    assertThat(rules(0, 0, 0, 0, 0).keepNothing()).isTrue();
    assertThat(RetentionRules.keepLast(1).keepNothing()).isFalse();
  }
}
