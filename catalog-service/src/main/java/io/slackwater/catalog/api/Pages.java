// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.application.CatalogReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages and the cursors between them. */
final class Pages {
  static final int MOST = 500;

  private Pages() {}

  static CatalogReader.PageRequest request(int limit, @Nullable String cursor) {
    if (limit < 1 || limit > MOST) {
      throw ProblemException.invalid("limit must be from 1 to %d, not %d".formatted(MOST, limit));
    }
    return new CatalogReader.PageRequest(limit, cursor == null ? null : decode(cursor));
  }

  static <T, V> PageView<V> view(CatalogReader.Page<T> page, Function<T, V> item) {
    CatalogReader.PageKey next = page.next();
    return new PageView<>(
        page.items().stream().map(item).toList(), next == null ? null : encode(next));
  }

  private static String encode(CatalogReader.PageKey key) {
    String text = key.createdAt() + " " + key.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static CatalogReader.PageKey decode(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      return new CatalogReader.PageKey(
          Instant.parse(text.substring(0, Math.max(space, 0))), text.substring(space + 1));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ProblemException.invalid("cursor is not one that this API gave: leave it out");
    }
  }

  /**
   * A page.
   *
   * @param next the cursor of the next page; absent on the last
   */
  public record PageView<T>(List<T> items, @Nullable String next) {}
}
