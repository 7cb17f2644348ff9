// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.crypto.KeyFile;
import io.slackwater.repository.id.KeyId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Lists, adds and removes passwords. */
final class KeyCommand implements Command {

  private static final Option NEW_PASSWORD_FILE =
      Option.of("new-password-file", "FILE", "For add: the file that holds the new password.");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "key",
        "list|add|remove [ID]",
        1,
        2,
        "Lists, adds and removes passwords; a key is named by its id or a prefix of that.",
        List.of(NEW_PASSWORD_FILE));
  }

  @Override
  public int run(Invocation line) {
    List<String> words = line.arguments().words();
    String action = words.getFirst();
    if (words.size() != (action.equals("remove") ? 2 : 1)) {
      throw new UsageException("key list, key add, or key remove ID");
    }
    switch (action) {
      case "list" -> list(line);
      case "add" -> add(line, Path.of(line.arguments().required(NEW_PASSWORD_FILE)));
      case "remove" -> remove(line, words.getLast());
      default -> throw new UsageException("key list, key add, or key remove ID; not " + action);
    }
    return ExitCode.OK;
  }

  private static void list(Invocation line) {
    Output output = line.output();
    try (Repository repository = line.open()) {
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
  }

  private static void add(Invocation line, Path file) {
    Output output = line.output();
    try (Repository repository = line.open()) {
      KeyId id = repository.addKey(GlobalOptions.read(file));
      output.result(output.message("summary").put("key_id", id.hex()), "added key " + id.hex());
    }
  }

  private static void remove(Invocation line, String wanted) {
    Output output = line.output();
    try (Repository repository = line.open()) {
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
  }
}
