// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.crypto.KeyFile;
import io.slackwater.repository.id.KeyId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lists, adds and removes passwords. */
@Command(name = "key", description = "Lists, adds and removes passwords.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class KeyCommand {

  @ParentCommand private RepositoryCommand parent;

  @Command(name = "list", description = "Lists the key files.")
  int list() {
    Output output = parent.output();
    try (Repository repository = parent.options().open()) {
      ArrayNode json = output.object().putArray("keys");
      StringBuilder text = new StringBuilder();
      for (Map.Entry<KeyId, KeyFile> key : repository.keys().entrySet()) {
        KeyFile file = key.getValue();
        json.addObject()
            .put("id", key.getKey().hex())
            .put("userName", file.username())
            .put("hostName", file.hostname())
            .put("created", file.created());
        text.append(key.getKey().hex(), 0, 8)
            .append("  ")
            .append(String.join("  ", file.username(), file.hostname(), file.created()))
            .append('\n');
      }
      output.result(json, text + "%d key(s)".formatted(json.size()));
    }
    return ExitCode.OK;
  }

  @Command(name = "add", description = "Adds a password.")
  int add(
      @Option(
              names = "--new-password-file",
              required = true,
              description = "The file that holds the new password.")
          Path file) {
    Output output = parent.output();
    try (Repository repository = parent.options().open()) {
      KeyId id = repository.addKey(GlobalOptions.read(file));
      output.result(output.message("summary").put("key_id", id.hex()), "added key " + id.hex());
    }
    return ExitCode.OK;
  }

  @Command(name = "remove", description = "Removes a password.")
  int remove(@Parameters(paramLabel = "ID", description = "A key's id or prefix.") String wanted) {
    Output output = parent.output();
    try (Repository repository = parent.options().open()) {
      List<KeyId> matching =
          repository.keys().keySet().stream().filter(id -> id.hex().startsWith(wanted)).toList();
      if (matching.size() != 1 || repository.keys().size() == 1) {
        throw new UsageException(
            "%d keys begin with %s; exactly one must, and it must not be the last"
                .formatted(matching.size(), wanted));
      }
      repository.removeKey(matching.getFirst());
      output.result(
          output.message("summary").put("key_id", matching.getFirst().hex()),
          "removed key " + matching.getFirst().hex());
    }
    return ExitCode.OK;
  }
}
