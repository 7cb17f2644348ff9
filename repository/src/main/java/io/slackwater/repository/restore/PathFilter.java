// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Which entries of a snapshot are restored, by patterns as restic knows them: parts between slashes
 * are globs, {@code **} stands for any number of directories, a pattern that begins with a slash
 * begins at the root, others anywhere, and what lies below a match matches, too. Immutable.
 */
public final class PathFilter {

  /** Everything. */
  public static final PathFilter ALL = new PathFilter(List.of(), List.of());

  private final List<Pattern> includes;
  private final List<Pattern> excludes;

  /** One pattern, part by part; {@code ANY_DEPTH} stands for any number of directories. */
  private record Pattern(boolean atRoot, List<PathMatcher> parts) {

    private static final PathMatcher ANY_DEPTH = path -> true;

    static Pattern of(String text) {
      List<PathMatcher> parts = new ArrayList<>();
      for (String part : text.split("/", -1)) {
        if (part.equals("**")) {
          parts.add(ANY_DEPTH);
        } else if (!part.isEmpty()) {
          parts.add(glob(text, part));
        }
      }
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("an empty pattern: '%s'".formatted(text));
      }
      return new Pattern(text.startsWith("/"), List.copyOf(parts));
    }

    private static PathMatcher glob(String text, String part) {
      try {
        return FileSystems.getDefault().getPathMatcher("glob:" + part);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "not a pattern: '%s': %s".formatted(text, e.getDescription()), e);
      }
    }

    boolean matches(List<Path> names) {
      if (atRoot) {
        return matches(names, 0, 0, false);
      }
      for (int from = 0; from < names.size(); from++) {
        if (matches(names, from, 0, false)) {
          return true;
        }
      }
      return false;
    }

    /** Tells whether something below may match that does not match itself. */
    boolean mayMatchBelow(List<Path> names) {
      return !atRoot || matches(names, 0, 0, true);
    }

    private boolean matches(List<Path> names, int at, int part, boolean prefix) {
      if (part == parts.size()) {
        return true;
      }
      if (at == names.size()) {
        return prefix;
      }
      PathMatcher next = parts.get(part);
      if (next == ANY_DEPTH) {
        return matches(names, at, part + 1, prefix) || matches(names, at + 1, part, prefix);
      }
      return next.matches(names.get(at)) && matches(names, at + 1, part + 1, prefix);
    }
  }

  private PathFilter(List<Pattern> includes, List<Pattern> excludes) {
    this.includes = includes;
    this.excludes = excludes;
  }

  /**
   * Makes a filter.
   *
   * @param includes nothing else is restored; empty for all
   * @param excludes not restored even if included
   * @throws IllegalArgumentException if one is not a pattern
   */
  public static PathFilter of(List<String> includes, List<String> excludes) {
    return new PathFilter(
        includes.stream().map(Pattern::of).toList(), excludes.stream().map(Pattern::of).toList());
  }

  /**
   * Tells whether an entry is restored.
   *
   * @param names of its directories, from the root of the restore, and its own
   */
  boolean selects(List<Path> names) {
    return (includes.isEmpty() || includes.stream().anyMatch(p -> p.matches(names)))
        && !excluded(names);
  }

  /** Tells whether an entry below a directory may be restored. */
  boolean maySelectBelow(List<Path> names) {
    return !excluded(names)
        && (includes.isEmpty()
            || includes.stream().anyMatch(p -> p.matches(names) || p.mayMatchBelow(names)));
  }

  private boolean excluded(List<Path> names) {
    return excludes.stream().anyMatch(p -> p.matches(names));
  }
}
