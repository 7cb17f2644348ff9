// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions of policies as entity tags. */
final class EntityTags {

  private static final Pattern TAG = Pattern.compile("^\"(\\d{1,18})\"$");

  private EntityTags() {}

  static String of(long version) {
    return "\"" + version + "\"";
  }

  /** The version of an {@code If-Match} header; empty when it is not the tag of a policy. */
  static OptionalLong version(String header) {
    Matcher matcher = TAG.matcher(header.strip());
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /** Whether a header was sent. */
  static Optional<String> sent(@Nullable String header) {
    return Optional.ofNullable(header).filter(text -> !text.isBlank());
  }
}
