// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A 4 GiB image with 1.5 GiB of data in extents of 64 KiB to 16 MiB, the rest holes: text, pages of
 * records, and one tenth noise.
 */
final class DiskImage implements DataSet {

  private static final long SIZE = 4L << 30;
  private static final double ALLOCATED = 1.5 / 4;
  private static final int BLOCK = 4096;
  private static final int UNIT = 64 * 1024;

  @Override
  public String name() {
    return "image";
  }

  @Override
  public void generate(Path directory, double scale) throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    long size = Math.round(SIZE * scale / UNIT) * UNIT;
    long data = Math.round(size * ALLOCATED);
    try (FileChannel channel =
        FileChannel.open(
            image(directory), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      channel.write(ByteBuffer.allocate(1), size - 1);
      long position = 0;
      long written = 0;
      while (written < data && position < size) {
        long extent = Math.min(UNIT << random.nextInt(9), size - position);
        for (long end = position + extent; position < end; position += UNIT) {
          channel.write(ByteBuffer.wrap(unit(random)), position);
        }
        written += extent;
        position += Math.round(extent * (1 / ALLOCATED - 1) / UNIT) * UNIT;
      }
    }
  }

  @Override
  public List<ChangedPages.Range> change(Path directory, SplittableRandom random)
      throws IOException {
    return ChangedPages.in(image(directory), allocated(image(directory)), BLOCK, 64, random);
  }

  static Path image(Path directory) {
    return directory.resolve("disk.img");
  }

  private static List<Long> allocated(Path image) throws IOException {
    List<Long> blocks = new ArrayList<>();
    ByteBuffer unit = ByteBuffer.allocate(UNIT);
    byte[] zeros = new byte[UNIT];
    try (FileChannel channel = FileChannel.open(image, StandardOpenOption.READ)) {
      for (long at = 0; channel.read(unit.clear(), at) == UNIT; at += UNIT) {
        if (!java.util.Arrays.equals(unit.array(), zeros)) {
          for (int block = 0; block < UNIT; block += BLOCK) {
            blocks.add(at + block);
          }
        }
      }
    }
    return blocks;
  }

  private static byte[] unit(SplittableRandom random) {
    int kind = random.nextInt(10);
    if (kind == 0) {
      byte[] noise = new byte[UNIT];
      random.nextBytes(noise);
      return noise;
    }
    if (kind < 5) {
      return Words.text(UNIT, random).getBytes(StandardCharsets.US_ASCII);
    }
    ByteBuffer records = ByteBuffer.allocate(UNIT);
    for (int i = 0; i < UNIT / 64; i++) {
      records.putInt(i).putLong(random.nextLong(1000)).putLong(random.nextLong(1L << 34));
      records
          .put(Words.text(24, random).getBytes(StandardCharsets.US_ASCII))
          .position((i + 1) * 64);
    }
    return records.array();
  }
}
