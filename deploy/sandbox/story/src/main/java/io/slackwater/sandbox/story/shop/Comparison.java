// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where two JSON values differ. */
final class Comparison {

  private Comparison() {}

  /**
   * The paths of all differences, as {@code /spec/replicas}; values are not told: some are secret.
   */
  static List<String> between(JsonNode before, JsonNode after) {
    List<String> paths = new ArrayList<>();
    compare("", before, after, paths);
    return paths;
  }

  private static void compare(String path, JsonNode before, JsonNode after, List<String> paths) {
    if (before.isObject() && after.isObject()) {
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(path + "/" + name, before.path(name), after.path(name), paths);
      }
    } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(path + "/" + i, before.get(i), after.get(i), paths);
      }
    } else if (!before.equals(after)) {
      paths.add(path);
    }
  }
}
