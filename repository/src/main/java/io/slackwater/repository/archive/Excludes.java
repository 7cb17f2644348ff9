// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.error.SourceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** What a backup leaves out. Thread-safe. */
final class Excludes {

  private final List<PathMatcher> names = new ArrayList<>();
  private final List<PathMatcher> paths = new ArrayList<>();

  Excludes(List<String> patterns) {
    for (String pattern : patterns) {
      (pattern.contains("/") ? paths : names).add(matcher(pattern));
    }
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new SourceException(pattern, "not a glob pattern: " + e.getDescription(), e);
    }
  }

  boolean match(Path path) {
    Path name = path.getFileName();
    return (name != null && names.stream().anyMatch(matcher -> matcher.matches(name)))
        || (!paths.isEmpty() && paths.stream().anyMatch(m -> m.matches(path.toAbsolutePath())));
  }
}
