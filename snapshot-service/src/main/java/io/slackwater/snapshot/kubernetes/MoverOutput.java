// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.snapshot.domain.MoverLine;

/**
 * Reads the JSON lines that the repository's command line writes with {@code --json}, as restic
 * does.
 */
final class MoverOutput {

  private static final ObjectMapper JSON = new ObjectMapper();

  private MoverOutput() {}

  static MoverLine line(String text) {
    JsonNode line;
    try {
      line = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return new MoverLine.Other(text);
    }
    return switch (line.path("message_type").asText("")) {
      case "status" -> status(line);
      case "summary" -> line.has("snapshot_id") ? backupSummary(line) : restoreSummary(line);
      case "error" -> new MoverLine.Unread(unread(line, text));
      case "exit_error" -> new MoverLine.Complaint(line.path("message").asText(text));
      default -> new MoverLine.Other(text);
    };
  }

  private static MoverLine status(JsonNode line) {
    long done =
        line.has("bytes_done")
            ? line.path("bytes_done").asLong()
            : line.path("bytes_restored").asLong();
    return new MoverLine.Status(done, line.path("total_bytes").asLong());
  }

  private static MoverLine backupSummary(JsonNode line) {
    return new MoverLine.BackupSummary(
        line.path("snapshot_id").asText(),
        line.path("total_files_processed").asLong(),
        line.path("total_bytes_processed").asLong(),
        line.path("data_added_packed").asLong(line.path("data_added").asLong()));
  }

  private static MoverLine restoreSummary(JsonNode line) {
    return new MoverLine.RestoreSummary(
        line.path("files_restored").asLong(), line.path("bytes_restored").asLong());
  }

  private static String unread(JsonNode line, String text) {
    String item = line.path("item").asText("");
    String message = line.path("error").path("message").asText(text);
    return item.isEmpty() ? message : item + ": " + message;
  }
}
