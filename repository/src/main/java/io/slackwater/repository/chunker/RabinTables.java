// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.chunker;

/**
 * What the rolling fingerprint needs, computed once per polynomial: the share of the byte that
 * leaves the window, and the reduction by the topmost byte. Immutable and thread-safe.
 */
public final class RabinTables {

  /** Bytes that the fingerprint covers. */
  static final int WINDOW = 64;

  private final long[] out = new long[256];
  private final long[] mod = new long[256];
  private final int shift;

  /**
   * @throws IllegalArgumentException if the polynomial's degree is below 8
   */
  public RabinTables(Polynomial polynomial) {
    int degree = polynomial.degree();
    if (degree < 8) {
      throw new IllegalArgumentException("degree too small to chunk with: " + degree);
    }
    shift = degree - 8;
    for (int b = 0; b < 256; b++) {
      long hash = polynomial.remainder(b);
      for (int i = 0; i < WINDOW - 1; i++) {
        hash = polynomial.remainder(hash << 8);
      }
      out[b] = hash;
      long top = (long) b << degree;
      mod[b] = polynomial.remainder(top) | top;
    }
  }

  long[] out() {
    return out;
  }

  long[] mod() {
    return mod;
  }

  int shift() {
    return shift;
  }
}
