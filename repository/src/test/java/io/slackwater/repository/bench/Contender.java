// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A command line that takes restic's arguments.
 *
 * @param name in the report
 * @param command its first words
 * @param options global options of this variant
 */
record Contender(String name, List<String> command, List<String> options) {

  /** The name of this engine in the report. */
  static final String OURS = "slackwater";

  List<String> command(Path repository, Object... arguments) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("-r", repository.toString()));
    whole.addAll(options);
    for (Object argument : arguments) {
      whole.add(argument.toString());
    }
    return whole;
  }

  Map<String, String> environment(Path home) {
    Map<String, String> environment = new HashMap<>();
    environment.put("RESTIC_PASSWORD", "benchmark");
    environment.put("RESTIC_CACHE_DIR", home.resolve("cache-" + name).toString());
    return environment;
  }
}
