// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.id.Sha256;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PackFileTest {

  private final MasterKey key = MasterKey.generate(new SecureRandom());
  private final BlobCodec codec = new BlobCodec(key);

  private byte[] pack(List<byte[]> blobs) {
    PackBuilder builder = new PackBuilder(key, BlobType.DATA, new byte[16]);
    try (BlobEncoder encoder = codec.newEncoder()) {
      for (byte[] blob : blobs) {
        BlobId id = encoder.take(blob, blob.length);
        assertThat(id).isEqualTo(new BlobId(Sha256.of(blob)));
        encoder.encode(BlobType.DATA);
        builder.add(id, encoder.sealed(), encoder.sealedLength(), encoder.plainLength());
      }
    }
    PackFile pack = builder.finish();
    byte[] content = Arrays.copyOf(pack.content().array(), pack.content().limit());
    assertThat(pack.id()).isEqualTo(new PackId(Sha256.of(content)));
    assertThat(PackFile.sizeOf(pack.blobs())).isEqualTo(content.length);
    return content;
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  @Test
  void givesBackEveryBlob() throws Exception {
    List<byte[]> blobs = List.of(new byte[100_000], random(70_000), new byte[] {1});
    byte[] content = pack(blobs);

    List<PackedBlob> header = PackFile.readHeader(content, key);

    assertThat(header).extracting(PackedBlob::compressed).containsExactly(true, false, false);
    for (int i = 0; i < blobs.size(); i++) {
      PackedBlob blob = header.get(i);
      byte[] plain =
          codec.decode(blob.id(), content, (int) blob.offset(), blob.length(), blob.plainLength());
      assertThat(plain).isEqualTo(blobs.get(i));
    }
  }

  @Test
  void writesHeadersAsTheFormatSays() {
    BlobId id = BlobId.parse("ab".repeat(32));

    byte[] header =
        PackHeader.encode(
            List.of(
                new PackedBlob(id, BlobType.DATA, 0, 0x01020304, 0),
                new PackedBlob(id, BlobType.TREE, 0x01020304, 0x50, 0x60)));

    assertThat(HexFormat.of().formatHex(header))
        .isEqualTo(
            "00" + "04030201" + "ab".repeat(32) + "03" + "50000000" + "60000000" + "ab".repeat(32));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 35, 100, 70_200})
  void rejectsPackWithTruncatedHeader(int length) {
    byte[] content = pack(List.of(random(70_000), random(500)));

    assertThatThrownBy(() -> PackFile.readHeader(Arrays.copyOf(content, length), key))
        .isInstanceOfAny(IOException.class, MacMismatchException.class);
  }

  @Test
  void rejectsAHeaderThatDoesNotAccountForAllBytes() {
    byte[] content = pack(List.of(random(1_000)));
    byte[] longer = new byte[content.length + 1];
    System.arraycopy(content, 0, longer, 1, content.length);

    assertThatThrownBy(() -> PackFile.readHeader(longer, key))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("accounts for");
  }

  @ParameterizedTest
  @ValueSource(strings = {"07", "0004", "02010000000100", "0001000000"})
  void rejectsBrokenHeaderEntries(String hex) {
    byte[] header = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> PackHeader.decode(header)).isInstanceOf(IOException.class);
  }

  @Test
  void compressesTreesAlways() {
    try (BlobEncoder encoder = codec.newEncoder()) {
      encoder.take(new byte[] {1}, 1);
      encoder.encode(BlobType.TREE);

      assertThat(encoder.plainLength()).isOne();
    }
  }

  @Test
  void noticesABlobUnderAWrongName() {
    BlobId wrong = BlobId.parse("0".repeat(64));
    try (BlobEncoder encoder = codec.newEncoder()) {
      encoder.take(new byte[] {1, 2, 3}, 3);
      encoder.encode(BlobType.DATA);
      byte[] sealed = encoder.sealed();
      int length = encoder.sealedLength();

      assertThatThrownBy(() -> codec.decode(wrong, sealed, 0, length, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(wrong.hex());
    }
  }
}
