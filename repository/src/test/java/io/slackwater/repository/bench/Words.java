// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.util.SplittableRandom;

/** Text that compresses about as source code and logs do: by three to four. */
final class Words {

  private static final String[] VOCABULARY = vocabulary();

  private Words() {}

  static String text(int length, SplittableRandom random) {
    StringBuilder text = new StringBuilder(length + 16);
    while (text.length() < length) {
      // Few words are frequent, many are rare.
      double skewed = Math.pow(random.nextDouble(), 3);
      text.append(VOCABULARY[(int) (skewed * VOCABULARY.length)]);
      text.append(random.nextInt(9) == 0 ? '\n' : ' ');
    }
    return text.substring(0, length);
  }

  private static String[] vocabulary() {
    SplittableRandom random = new SplittableRandom(3);
    String[] words = new String[4000];
    for (int i = 0; i < words.length; i++) {
      StringBuilder word = new StringBuilder();
      int length = 3 + random.nextInt(9);
      for (int c = 0; c < length; c++) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words[i] = word.toString();
    }
    return words;
  }
}
