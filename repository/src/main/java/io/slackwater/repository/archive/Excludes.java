// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/** What a backup leaves out. Thread-safe. */
final class Excludes {

  private final List<PathMatcher> names = new ArrayList<>();
  private final List<PathMatcher> paths = new ArrayList<>();

  Excludes(List<String> patterns) {
    for (String pattern : patterns) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      (pattern.contains("/") ? paths : names).add(matcher);
    }
  }

  boolean match(Path path) {
    Path name = path.getFileName();
    return (name != null && names.stream().anyMatch(matcher -> matcher.matches(name)))
        || (!paths.isEmpty() && paths.stream().anyMatch(m -> m.matches(path.toAbsolutePath())));
  }
}
