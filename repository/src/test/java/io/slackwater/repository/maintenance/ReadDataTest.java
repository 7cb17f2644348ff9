// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.id.PackId;
import io.slackwater.repository.id.Sha256;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadDataTest {

  private final SplittableRandom random = new SplittableRandom(1);
  private final Map<PackId, Long> packs = new HashMap<>();

  ReadDataTest() {
    for (int i = 0; i < 100; i++) {
      packs.put(PackId.parse(Sha256.of(new byte[] {(byte) i}).hex()), 10_000L);
    }
  }

  @Test
  void groupsReadEveryPackOnce() {
    Set<PackId> read = new HashSet<>();
    int sum = 0;
    for (int group = 1; group <= 5; group++) {
      Set<PackId> chosen = ReadData.parse(group + "/5").choose(packs, random);
      sum += chosen.size();
      read.addAll(chosen);
    }

    assertThat(read).isEqualTo(packs.keySet());
    assertThat(sum).isEqualTo(packs.size());
  }

  @Test
  void sharesAndSizesAreReachedNotExceededByMoreThanAPack() {
    assertThat(ReadData.parse("2.5%").choose(packs, random)).hasSize(3);
    assertThat(ReadData.parse("100%").choose(packs, random)).isEqualTo(packs.keySet());
    assertThat(ReadData.parse("20K").choose(packs, random)).hasSize(3);
    assertThat(ReadData.parse("1T").choose(packs, random)).isEqualTo(packs.keySet());
    assertThat(ReadData.NOTHING.choose(packs, random)).isEmpty();
  }

  @Test
  void chanceChoosesOthersNextTime() {
    assertThat(ReadData.parse("10%").choose(packs, random))
        .isNotEqualTo(ReadData.parse("10%").choose(packs, random));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0/5", "6/5", "1/300", "101%", "-1%", "0M", "5", "x"})
  void refusesWhatIsNoPart(String text) {
    assertThatThrownBy(() -> ReadData.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
