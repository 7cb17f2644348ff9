// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.snapshot.domain.MoverLine;
import org.junit.jupiter.api.Test;

class MoverOutputTest {

  @Test
  void readsBackupStatusAndSummary() {
    assertThat(
            MoverOutput.line(
                "{\"message_type\":\"status\",\"percent_done\":0.5,\"total_bytes\":10,\"bytes_done\":5}"))
        .isEqualTo(new MoverLine.Status(5, 10));
    assertThat(
            MoverOutput.line(
                "{\"message_type\":\"summary\",\"total_files_processed\":3,\"data_added\":9,"
                    + "\"data_added_packed\":7,\"total_bytes_processed\":20,\"snapshot_id\":\"ab\"}"))
        .isEqualTo(new MoverLine.BackupSummary("ab", 3, 20, 7));
  }

  @Test
  void readsRestoreStatusAndSummary() {
    assertThat(
            MoverOutput.line(
                "{\"message_type\":\"status\",\"total_bytes\":10,\"bytes_restored\":4}"))
        .isEqualTo(new MoverLine.Status(4, 10));
    assertThat(
            MoverOutput.line(
                "{\"message_type\":\"summary\",\"files_restored\":2,\"bytes_restored\":8}"))
        .isEqualTo(new MoverLine.RestoreSummary(2, 8));
  }

  @Test
  void tellsAFileThatWasNotReadFromGivingUp() {
    assertThat(
            MoverOutput.line(
                "{\"message_type\":\"error\",\"error\":{\"message\":\"I/O\"},\"item\":\"/data/x\"}"))
        .isEqualTo(new MoverLine.Unread("/data/x: I/O"));
    assertThat(
            MoverOutput.line(
                "{\"message_type\":\"exit_error\",\"code\":12,\"message\":\"wrong password\"}"))
        .isEqualTo(new MoverLine.Complaint("wrong password"));
  }

  @Test
  void keepsALineThatWasCutShortAsText() {
    assertThat(MoverOutput.line("{\"message_type\":\"summ"))
        .isEqualTo(new MoverLine.Other("{\"message_type\":\"summ"));
    assertThat(MoverOutput.line("")).isEqualTo(new MoverLine.Other(""));
  }
}
