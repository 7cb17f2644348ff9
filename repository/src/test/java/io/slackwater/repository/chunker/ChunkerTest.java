// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.chunker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkerTest {

  private static final Polynomial POLYNOMIAL = Polynomial.parse("3DA3358B4DC173");
  private static final RabinTables TABLES = new RabinTables(POLYNOMIAL);

  private static byte[] random(long seed, int size) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  private static List<byte[]> chunks(byte[] content, int piece) {
    CollectedChunks sink = new CollectedChunks();
    List<byte[]> chunks = sink.chunks();
    Chunker chunker = new RabinChunker(TABLES, sink, 0);
    for (int at = 0; at < content.length; at += piece) {
      chunker.write(content, at, Math.min(piece, content.length - at));
    }
    chunker.finish();
    return chunks;
  }

  /** The fingerprint of a window, by plain polynomial division. */
  private static long fingerprint(byte[] content, int end) {
    long hash = 0;
    for (int i = end - RabinTables.WINDOW; i < end; i++) {
      hash = POLYNOMIAL.remainder(hash << 8 | content[i] & 0xff);
    }
    return hash;
  }

  private static List<Integer> lengthsByDefinition(byte[] content) {
    List<Integer> lengths = new ArrayList<>();
    int start = 0;
    for (int end = RabinChunker.MIN_SIZE; end < content.length; end++) {
      int length = end - start;
      if (length >= RabinChunker.MIN_SIZE
          && ((fingerprint(content, end) & (1 << 20) - 1) == 0
              || length == RabinChunker.MAX_SIZE)) {
        lengths.add(length);
        start = end;
        end += RabinChunker.MIN_SIZE - 1;
      }
    }
    lengths.add(content.length - start);
    return lengths;
  }

  @Test
  void cutsWhereTheFingerprintSaysSo() {
    byte[] content = random(23, 5_000_000);

    assertThat(chunks(content, 1 << 20))
        .extracting(chunk -> chunk.length)
        .isEqualTo(lengthsByDefinition(content))
        .hasSizeGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 4_096, 65_537, 3_000_000, 40_000_000})
  void cutsAlikeHoweverTheBytesArrive(int piece) {
    byte[] content = random(42, 20_000_000);

    List<byte[]> chunks = chunks(content, piece);

    assertThat(chunks)
        .usingElementComparator(Arrays::compare)
        .isEqualTo(chunks(content, 1_234_567));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, RabinChunker.MIN_SIZE - 1, RabinChunker.MIN_SIZE, 30_000_000})
  void losesNoByteAndKeepsItsBounds(int size) {
    byte[] content = random(size, size);

    List<byte[]> chunks = chunks(content, 100_000);

    int at = 0;
    for (byte[] chunk : chunks) {
      assertThat(chunk).isEqualTo(Arrays.copyOfRange(content, at, at + chunk.length));
      at += chunk.length;
      assertThat(chunk.length).isBetween(1, RabinChunker.MAX_SIZE);
      if (at < size) {
        assertThat(chunk.length).isGreaterThanOrEqualTo(RabinChunker.MIN_SIZE);
      }
    }
    assertThat(at).isEqualTo(size);
  }

  @Test
  void findsTheSameCutsAfterAnInsertion() {
    byte[] content = random(7, 20_000_000);
    byte[] shifted = new byte[content.length + 100];
    System.arraycopy(content, 0, shifted, 100, content.length);

    List<byte[]> before = chunks(content, 1 << 20);
    List<byte[]> after = chunks(shifted, 1 << 20);

    assertThat(after.getLast()).isEqualTo(before.getLast());
    assertThat(after.get(after.size() - 2)).isEqualTo(before.get(before.size() - 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_095, 4_096, 4_097, 100_000})
  void fixedBlocksEndAtTheirMultiples(int size) throws Exception {
    byte[] content = random(size, size);
    CollectedChunks sink = new CollectedChunks();
    Chunker chunker = new FixedChunker(sink, 4_096, size);
    InputStream in = new ByteArrayInputStream(content);
    while (chunker.read(in, 1_000) >= 0) {
      assertThat(sink.chunks()).allSatisfy(chunk -> assertThat(chunk).hasSize(4_096));
    }
    chunker.finish();

    assertThat(sink.chunks()).hasSize((size + 4_095) / 4_096);
    assertThat(sink.joined()).isEqualTo(content);
  }
}
