// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathFilterTest {

  private static List<Path> names(String path) {
    return StreamSupport.stream(Path.of(path).spliterator(), false).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/data, srv/data, true",
    "/srv/data, srv/data/orders/1, true",
    "/srv/data, home/srv/data, false",
    "/srv/data, srv, false",
    "*.log, var/log/app.log, true",
    "*.log, var/log/app.txt, false",
    "log/*.log, var/log/app.log, true",
    "/var/**/app.log, var/app.log, true",
    "/var/**/app.log, var/a/b/app.log, true",
    "/var/**/app.log, var/a/b/other.log, false",
    "/v?r/[ab]*, var/beta, true",
    "/v?r/[ab]*, var/gamma, false"
  })
  void includesWhatThePatternMatchesAndAllBelow(String pattern, String path, boolean selected) {
    assertThat(PathFilter.of(List.of(pattern), List.of()).selects(names(path))).isEqualTo(selected);
    assertThat(PathFilter.of(List.of(), List.of(pattern)).selects(names(path)))
        .isEqualTo(!selected);
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/data/x, srv, true",
    "/srv/data/x, srv/data, true",
    "/srv/data/x, srv/other, false",
    "/srv/data, srv/data/x, true",
    "/srv/**/x, srv/a/b, true",
    "x, any/where, true"
  })
  void looksOnlyIntoDirectoriesThatMayHoldMatches(String pattern, String path, boolean looks) {
    assertThat(PathFilter.of(List.of(pattern), List.of()).maySelectBelow(names(path)))
        .isEqualTo(looks);
  }

  @Test
  void excludesWinOverIncludes() {
    PathFilter filter = PathFilter.of(List.of("/srv"), List.of("cache"));

    assertThat(filter.selects(names("srv/data"))).isTrue();
    assertThat(filter.selects(names("srv/cache/x"))).isFalse();
    assertThat(filter.maySelectBelow(names("srv/cache"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "[a"})
  void refusesWhatIsNoPattern(String text) {
    assertThatThrownBy(() -> PathFilter.of(List.of(text), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pattern");
  }
}
