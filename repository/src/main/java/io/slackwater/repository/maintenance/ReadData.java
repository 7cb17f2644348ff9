// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import io.slackwater.repository.id.PackId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of the packs a check reads, beside their sizes. */
public sealed interface ReadData {

  /** Nothing. */
  ReadData NOTHING = new Share(0);

  /** Every pack. */
  ReadData ALL = new Share(100);

  /**
   * One group of packs, always the same, so that all are read in as many checks as there are
   * groups.
   *
   * @param number from 1
   * @param groups 256 at most, as the first byte of a pack's id decides
   */
  record Group(int number, int groups) implements ReadData {
    public Group {
      if (number < 1 || groups < number || groups > 256) {
        throw new IllegalArgumentException("no group: %d/%d".formatted(number, groups));
      }
    }
  }

  /**
   * Packs by chance.
   *
   * @param percent of the packs' number
   */
  record Share(double percent) implements ReadData {
    public Share {
      if (!(percent >= 0 && percent <= 100)) {
        throw new IllegalArgumentException("no share: %s%%".formatted(percent));
      }
    }
  }

  /**
   * Packs by chance, until they come to so much.
   *
   * @param bytes at least one pack is read
   */
  record Size(long bytes) implements ReadData {
    public Size {
      if (bytes <= 0) {
        throw new IllegalArgumentException("no size: %d".formatted(bytes));
      }
    }
  }

  /** Chooses among packs with their sizes. */
  default Set<PackId> choose(Map<PackId, Long> packs, RandomGenerator random) {
    List<PackId> shuffled = new ArrayList<>(packs.keySet());
    Collections.shuffle(shuffled, Random.from(random));
    return switch (this) {
      case Group group -> {
        Set<PackId> chosen = new HashSet<>(packs.keySet());
        chosen.removeIf(
            pack -> (pack.hash().first() >>> 56) % group.groups() != group.number() - 1);
        yield chosen;
      }
      case Share share ->
          Set.copyOf(shuffled.subList(0, (int) Math.ceil(shuffled.size() * share.percent() / 100)));
      case Size size -> {
        Set<PackId> chosen = new HashSet<>();
        long left = size.bytes();
        for (PackId pack : shuffled) {
          if (left > 0) {
            chosen.add(pack);
            left -= packs.getOrDefault(pack, 0L);
          }
        }
        yield chosen;
      }
    };
  }

  /**
   * Parses what restic takes: {@code n/t}, {@code 2.5%}, {@code 500M}.
   *
   * @throws IllegalArgumentException if it is nothing of these
   */
  static ReadData parse(String text) {
    Matcher group = Forms.GROUP.matcher(text);
    if (group.matches()) {
      return new Group(Integer.parseInt(group.group(1)), Integer.parseInt(group.group(2)));
    }
    Matcher share = Forms.SHARE.matcher(text);
    if (share.matches()) {
      return new Share(Double.parseDouble(share.group(1)));
    }
    Matcher size = Forms.SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (size.matches()) {
      int unit = 10 * (1 + "KMGT".indexOf(size.group(2)));
      return new Size(Math.multiplyExact(Long.parseLong(size.group(1)), 1L << unit));
    }
    throw new IllegalArgumentException("neither n/t nor x% nor a size as 500M: " + text);
  }

  /** How a choice is written. */
  final class Forms {
    private static final Pattern GROUP = Pattern.compile("(\\d{1,3})/(\\d{1,3})");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMGT])");

    private Forms() {}
  }
}
