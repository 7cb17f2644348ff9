// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.Sha256;
import java.io.IOException;
import java.util.Arrays;

/** Turns plain blobs into what lies in packs, and back: zstd, then encryption. Thread-safe. */
public final class BlobCodec {

  private static final int LEVEL = 3;

  private final MasterKey key;

  public BlobCodec(MasterKey key) {
    this.key = key;
  }

  /**
   * An encoded blob.
   *
   * @param sealed its ciphertext
   * @param plainLength bytes of the plain content if it was compressed, else 0
   */
  public record Encoded(byte[] sealed, int plainLength) {}

  /** Compresses (trees always, data where it helps) and encrypts a blob. */
  public Encoded encode(BlobType type, byte[] plain) {
    byte[] target = new byte[(int) Zstd.compressBound(plain.length)];
    long length = Zstd.compressByteArray(target, 0, target.length, plain, 0, plain.length, LEVEL);
    if (Zstd.isError(length)) {
      throw new IllegalStateException("zstd: " + Zstd.getErrorName(length));
    }
    if (type == BlobType.DATA && length >= plain.length) {
      return new Encoded(key.encrypt(plain), 0);
    }
    return new Encoded(key.encrypt(target, 0, (int) length), plain.length);
  }

  /**
   * Decrypts, decompresses and checks a blob.
   *
   * @throws MacMismatchException if the ciphertext is not authentic
   * @throws IOException if its content is not what its id says
   */
  public byte[] decode(BlobId id, byte[] file, int offset, int length, int plainLength)
      throws MacMismatchException, IOException {
    byte[] plain = key.decrypt(file, offset, length);
    if (plainLength != 0) {
      plain = decompress(plain, plainLength);
    }
    if (!Sha256.of(plain).equals(id.hash())) {
      throw new IOException("the content of blob %s has another hash".formatted(id));
    }
    return plain;
  }

  private static byte[] decompress(byte[] compressed, int plainLength) throws IOException {
    try {
      byte[] plain = Zstd.decompress(compressed, plainLength);
      return plain.length == plainLength ? plain : Arrays.copyOf(plain, plain.length);
    } catch (ZstdException e) {
      throw new IOException("zstd: " + e.getMessage(), e);
    }
  }
}
