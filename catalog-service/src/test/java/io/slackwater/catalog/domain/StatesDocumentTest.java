// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.restorepoint.RestorePointState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/states.md} against the code. */
class StatesDocumentTest {
  private static final Pattern NAME = Pattern.compile("`([A-Z]+)`");

  @Test
  void showsEveryTransitionOfARun() throws IOException {
    assertThat(table("## Run")).isEqualTo(table(RunState.values(), RunState::successors));
  }

  @Test
  void showsEveryTransitionOfATask() throws IOException {
    assertThat(table("## Task")).isEqualTo(table(TaskStatus.values(), TaskStatus::successors));
  }

  @Test
  void showsEveryTransitionOfARestorePoint() throws IOException {
    assertThat(table("## Restore point"))
        .isEqualTo(table(RestorePointState.values(), RestorePointStates::successors));
  }

  private static Map<String, Set<String>> table(String heading) throws IOException {
    Map<String, Set<String>> table = new TreeMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("..", "docs", "states.md"))) {
      if (line.startsWith("## ")) {
        inside = line.equals(heading);
      } else if (inside && line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        table.put(names(cells[1]).iterator().next(), names(cells[2]));
      }
    }
    return table;
  }

  private static Set<String> names(String cell) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(cell);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static <S extends Enum<S>> Map<String, Set<String>> table(
      S[] states, Function<S, Set<S>> successors) {
    Map<String, Set<String>> table = new TreeMap<>();
    Arrays.stream(states)
        .forEach(
            state -> {
              Set<String> next = new TreeSet<>();
              successors.apply(state).forEach(s -> next.add(s.name()));
              table.put(state.name(), next);
            });
    return table;
  }
}
