// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * 50,000 files of a few kilobytes in 500 directories, like a source tree or a mail store: text, and
 * in one of ten something that does not compress.
 */
final class SmallFiles implements DataSet {

  private static final int FILES = 50_000;
  private static final int PER_DIRECTORY = 100;

  @Override
  public String name() {
    return "small files";
  }

  @Override
  public void generate(Path directory, double scale) throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    long files = Math.round(FILES * scale);
    for (int i = 0; i < files; i++) {
      Path parent =
          directory.resolve(
              "d%03d/e%02d".formatted(i / PER_DIRECTORY / 10, i / PER_DIRECTORY % 10));
      if (i % PER_DIRECTORY == 0) {
        Files.createDirectories(parent);
      }
      Files.write(parent.resolve("file-%05d".formatted(i)), content(i, random));
    }
  }

  @Override
  public List<ChangedPages.Range> change(Path directory, SplittableRandom random)
      throws IOException {
    List<Path> files;
    try (var walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (int i = 0; i < files.size() / 100; i++) {
      int chosen = random.nextInt(files.size());
      Files.write(files.get(chosen), content(chosen, random));
    }
    return List.of();
  }

  private static byte[] content(int index, SplittableRandom random) {
    // Sizes spread over three orders of magnitude, about 10 KiB on average.
    int size = (int) (64 * Math.exp(random.nextDouble() * 6.9));
    if (index % 10 == 0) {
      byte[] noise = new byte[size];
      random.nextBytes(noise);
      return noise;
    }
    return Words.text(size, random).getBytes(StandardCharsets.US_ASCII);
  }
}
