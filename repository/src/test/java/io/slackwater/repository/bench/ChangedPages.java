// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Writes over pages of a file: single ones and, for half of them, runs of neighbours, as databases
 * and file systems do.
 */
final class ChangedPages {

  private static final double PART = 0.01;

  private ChangedPages() {}

  /** A part of a file that was written over. */
  record Range(long offset, long length) {}

  /** Changes one percent of the pages of every file that has a hundred of them. */
  static void inAll(Path directory, int pageSize, int run, SplittableRandom random)
      throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      long pages = Files.size(file) / pageSize;
      if (pages >= 100) {
        List<Long> all = new ArrayList<>();
        for (long page = 0; page < pages; page++) {
          all.add(page * pageSize);
        }
        in(file, all, pageSize, run, random);
      }
    }
  }

  /** Changes one percent of the pages at the given offsets. */
  static List<Range> in(Path file, List<Long> pages, int pageSize, int run, SplittableRandom random)
      throws IOException {
    long wanted = Math.max(1, Math.round(pages.size() * PART));
    List<Range> changed = new ArrayList<>();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long done = 0;
      while (done < wanted) {
        int length = random.nextInt(run + 1) == 0 ? run : 1;
        int first = random.nextInt(Math.max(1, pages.size() - length));
        for (int i = first; i < Math.min(pages.size(), first + length); i++) {
          overwrite(channel, pages.get(i), pageSize, random);
          changed.add(new Range(pages.get(i), pageSize));
          done++;
        }
      }
    }
    return changed;
  }

  /** Half of the page stays: rows changed, not noise. */
  private static void overwrite(
      FileChannel channel, long offset, int pageSize, SplittableRandom random) throws IOException {
    byte[] fresh = new byte[pageSize / 2];
    random.nextBytes(fresh);
    ByteBuffer buffer = ByteBuffer.wrap(fresh);
    long at = offset + pageSize / 4;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
  }
}
