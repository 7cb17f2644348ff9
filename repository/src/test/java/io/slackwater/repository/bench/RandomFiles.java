// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** 1 GiB of noise in 16 files: nothing compresses, so hashing and encryption are what is seen. */
final class RandomFiles implements DataSet {

  private static final int FILES = 16;
  private static final long BYTES = 1L << 30;
  private static final int PAGE = 8192;

  @Override
  public String name() {
    return "random";
  }

  @Override
  public void generate(Path directory, double scale) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    byte[] buffer = new byte[1 << 20];
    long buffers = Math.max(1, Math.round(BYTES * scale / FILES / buffer.length));
    for (int i = 0; i < FILES; i++) {
      try (OutputStream out = Files.newOutputStream(directory.resolve("noise-" + i))) {
        for (long written = 0; written < buffers; written++) {
          random.nextBytes(buffer);
          out.write(buffer);
        }
      }
    }
  }

  @Override
  public List<ChangedPages.Range> change(Path directory, SplittableRandom random)
      throws IOException {
    ChangedPages.inAll(directory, PAGE, 1, random);
    return List.of();
  }
}
