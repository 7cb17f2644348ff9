// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoQuoteTest {

  /** Expected values from the documentation and tests of Go's strconv. */
  @Test
  void quotesAsGoDoes() {
    assertThat(GoQuote.quote("plain")).isEqualTo("plain");
    assertThat(GoQuote.quote("\u0007\b\f\r\n\t\u000b")).isEqualTo("\\a\\b\\f\\r\\n\\t\\v");
    assertThat(GoQuote.quote("\\ \" '")).isEqualTo("\\\\ \\\" '");
    assertThat(GoQuote.quote("\u263a")).isEqualTo("\u263a");
    assertThat(GoQuote.quote("\u0004")).isEqualTo("\\x04");
    assertThat(GoQuote.quote("\u007f")).isEqualTo("\\x7f");
    assertThat(GoQuote.quote("\u00a0\u200b")).isEqualTo("\\u00a0\\u200b");
    assertThat(GoQuote.quote("\udbff\udfff")).isEqualTo("\\U0010ffff");
    assertThat(GoQuote.quote(RawText.decode(new byte[] {'a', (byte) 0xff}))).isEqualTo("a\\xff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "\u0000\u001f\"\\'", "ü☃\ud83d\udc1f", "\u2028\u00ad", "\\x41"})
  void readsBackWhatItQuoted(String name) throws Exception {
    assertThat(GoQuote.unquote(GoQuote.quote(name))).isEqualTo(name);
  }

  @Test
  void readsBackEveryByte() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    String name = RawText.decode(all);

    assertThat(RawText.encode(name)).isEqualTo(all);
    assertThat(GoQuote.unquote(GoQuote.quote(name))).isEqualTo(name);
  }

  @Test
  void readsOctalEscapes() throws Exception {
    assertThat(GoQuote.unquote("\\101\\x42\\u0043\\U00000044")).isEqualTo("ABCD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "\\q", "\\x4", "\\xzz", "\\U11111111", "\\u12"})
  void refusesBrokenEscapes(String quoted) {
    assertThatThrownBy(() -> GoQuote.unquote(quoted)).isInstanceOf(IOException.class);
  }
}
