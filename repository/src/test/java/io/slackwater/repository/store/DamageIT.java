// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.error.BlobMissingException;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.id.Sha256;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.index.IndexFile;
import io.slackwater.repository.index.IndexedPack;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.pack.PackFile;
import io.slackwater.repository.pack.PackedBlob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packs and indexes that are damaged at random: whatever is read is what was stored, or a failure
 * with a name; never another byte, never all memory. A failing round can be had again by its
 * number.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class DamageIT {

  private static final int BLOBS = 24;

  private LocalBackend backend;
  private MasterKey key;
  private RepositoryConfig config;
  private RepositoryFile pack;
  private byte[] sound;
  private byte[] indexJson;

  @BeforeEach
  void save(@TempDir Path directory) {
    SecureRandom random = new SecureRandom();
    backend = new LocalBackend(directory);
    key = MasterKey.generate(random);
    config = RepositoryConfig.generate(random);
    try (Store store = new Store(backend, key, config);
        BlobWriter writer = new BlobWriter(store, new BlobIndex(), () -> {})) {
      SplittableRandom content = new SplittableRandom(1);
      for (int i = 0; i < BLOBS; i++) {
        byte[] blob = new byte[1 + content.nextInt(3_000)];
        if (i % 2 == 0) {
          content.nextBytes(blob);
        } else {
          Arrays.fill(blob, (byte) i);
        }
        writer.addNow(BlobType.DATA, blob);
      }
      writer.flush();
      pack = backend.list(FileKind.PACK).getFirst().file();
      sound = backend.load(pack);
      StoredFile index = backend.list(FileKind.INDEX).getFirst();
      indexJson = store.files().load(index.file());
    }
  }

  @Test
  void damagedPacksNeverYieldAnotherByte() throws Exception {
    damagePacks(300);
  }

  @Test
  void damagedIndexesNeverYieldAnotherByte() throws Exception {
    damageIndexes(300);
  }

  @Test
  @Tag("long")
  void damagedPacksNeverYieldAnotherByteForLong() throws Exception {
    damagePacks(30_000);
  }

  @Test
  @Tag("long")
  void damagedIndexesNeverYieldAnotherByteForLong() throws Exception {
    damageIndexes(30_000);
  }

  private void damagePacks(int rounds) throws Exception {
    List<IndexedPack> packs = IndexFile.decode(indexJson);
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      SplittableRandom random = new SplittableRandom(round);
      byte[] damaged = damaged(sound, random);
      backend.save(pack, ByteBuffer.wrap(damaged));
      refused += readAll(packs, "round " + round);
      readHeader(damaged, round);
    }
    assertThat(refused).as("reads that found the damage").isGreaterThan(rounds / 2);
  }

  private void damageIndexes(int rounds) {
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      SplittableRandom random = new SplittableRandom(round);
      byte[] damaged = random.nextBoolean() ? damaged(indexJson, random) : otherNumber(random);
      try {
        refused += readAll(IndexFile.decode(damaged), "round " + round);
      } catch (IOException e) {
        assertThat(e).as("round %d", round).message().isNotBlank();
        refused++;
      }
    }
    assertThat(refused).as("indexes that were found out").isGreaterThan(rounds / 3);
  }

  /** Returns how many blobs were refused. */
  private int readAll(List<IndexedPack> packs, String round) {
    int refused = 0;
    try (Store store = new Store(backend, key, config)) {
      BlobIndex index = new BlobIndex();
      packs.forEach(index::add);
      BlobReader reader = new BlobReader(backend, index, store.codec());
      for (IndexedPack known : packs) {
        for (PackedBlob blob : known.blobs()) {
          try {
            byte[] content = reader.read(blob.type(), blob.id());
            assertThat(new BlobId(Sha256.of(content))).as(round).isEqualTo(blob.id());
          } catch (BlobMissingException e) {
            throw new AssertionError(round + ": an index forgot what it lists", e);
          } catch (RepositoryException e) {
            assertThat(e).as(round).hasMessageContaining(known.id().hex());
            refused++;
          }
        }
      }
    }
    return refused;
  }

  private void readHeader(byte[] damaged, int round) {
    try {
      for (PackedBlob blob : PackFile.readHeader(damaged, key)) {
        assertThat(blob.length()).as("round %d", round).isPositive();
      }
    } catch (IOException | MacMismatchException e) {
      assertThat(e).as("round %d", round).message().isNotBlank();
    }
  }

  /** Flips bits, overwrites, cuts off, adds or takes out. */
  private static byte[] damaged(byte[] content, SplittableRandom random) {
    byte[] damaged = content.clone();
    int at = random.nextInt(damaged.length);
    int length = Math.min(damaged.length - at, 1 + random.nextInt(200));
    switch (random.nextInt(6)) {
      case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> Arrays.fill(damaged, at, at + length, (byte) 0);
      case 2 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, damaged, at, length);
      }
      case 3 -> damaged = Arrays.copyOf(damaged, at);
      case 4 -> damaged = Arrays.copyOf(damaged, damaged.length + length);
      default -> {
        System.arraycopy(damaged, at + length, damaged, at, damaged.length - at - length);
        damaged = Arrays.copyOf(damaged, damaged.length - length);
      }
    }
    return damaged;
  }

  /** Puts another number in the place of one, as large as any. */
  private byte[] otherNumber(SplittableRandom random) {
    String[] fields = {"offset", "length", "uncompressed_length"};
    String field = "\"" + fields[random.nextInt(fields.length)] + "\":";
    String json = new String(indexJson, StandardCharsets.UTF_8);
    int at = json.indexOf(field, random.nextInt(json.length() * 3 / 4));
    if (at < 0) {
      at = json.indexOf(field);
    }
    int from = at + field.length();
    int to = from;
    while (Character.isDigit(json.charAt(to))) {
      to++;
    }
    long number = random.nextLong() >> random.nextInt(64);
    return (json.substring(0, from) + number + json.substring(to)).getBytes(StandardCharsets.UTF_8);
  }
}
