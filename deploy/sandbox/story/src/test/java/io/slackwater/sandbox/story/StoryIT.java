// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.SandboxHome;
import io.slackwater.sandbox.story.stack.Tempo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The story of the demo, once. */
class StoryIT {

  private static final Narrator narrator = new Narrator(System.out);
  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxHome.below("story-it"), Tempo.USUAL, narrator);
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
    narrator.close();
  }

  @Test
  void protectsDestroysAndBringsBackAnApplication() {
    Report report = new Story(sandbox, narrator).play();
    report.table().forEach(narrator::line);

    assertThat(report.failedChecks()).isEmpty();
    assertThat(report.verified()).isTrue();
    assertThat(report.approaches())
        .extracting(Report.Approach::from)
        .containsExactly("dump", "snapshot", "dump+snapshot", "export", "export");
    assertThat(report.approaches())
        .extracting(Report.Approach::approach)
        .containsExactly(
            "data-service",
            "snapshot-with-hooks",
            "application",
            "storage-snapshot",
            "application");
    assertThat(report.approaches())
        .allSatisfy(
            approach -> {
              assertThat(approach.verified()).isTrue();
              assertThat(approach.logicalBytes()).isPositive();
            });
    assertThat(report.approaches())
        .filteredOn(approach -> approach.approach().equals("storage-snapshot"))
        .singleElement()
        .satisfies(
            approach -> {
              assertThat(approach.filesWithoutRow()).isPositive();
              assertThat(approach.skewMillis())
                  .isGreaterThanOrEqualTo(LateStorage.QUEUE.toMillis() / 2);
              assertThat(approach.notGiven())
                  .contains("%d are a file without a row".formatted(approach.filesWithoutRow()));
            });
    assertThat(report.approaches())
        .filteredOn(approach -> approach.holdMillis() != null)
        .hasSize(3)
        .allSatisfy(
            approach -> {
              assertThat(approach.filesWithoutRow()).isZero();
              assertThat(approach.rowsWithoutFile()).isZero();
              assertThat(approach.notGiven()).isNull();
            });
    assertThat(report.versions()).doesNotContainValue("unknown");
  }
}
