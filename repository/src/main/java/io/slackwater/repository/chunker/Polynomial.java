// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.chunker;

import java.security.SecureRandom;

/**
 * A polynomial over GF(2) of degree at most 53, its coefficients the bits of a word. Each
 * repository has an irreducible one of its own, so that the cuts of known content cannot be
 * foretold.
 *
 * @param bits the coefficients
 */
public record Polynomial(long bits) {

  /** The degree of every polynomial that this class generates. */
  public static final int DEGREE = 53;

  /** Finds a random irreducible polynomial. */
  public static Polynomial random(SecureRandom random) {
    while (true) {
      long candidate = random.nextLong() & ((1L << DEGREE) - 1) | 1L << DEGREE | 1L;
      Polynomial polynomial = new Polynomial(candidate);
      if (polynomial.isIrreducible()) {
        return polynomial;
      }
    }
  }

  /**
   * Parses hexadecimal digits without prefix, as in a repository's config.
   *
   * @throws IllegalArgumentException if the text is not hexadecimal or the degree exceeds 53
   */
  public static Polynomial parse(String hex) {
    Polynomial polynomial = new Polynomial(Long.parseUnsignedLong(hex, 16));
    if (polynomial.degree() > DEGREE || polynomial.degree() < 1) {
      throw new IllegalArgumentException("degree out of range: " + hex);
    }
    return polynomial;
  }

  /** Returns hexadecimal digits without prefix. */
  public String hex() {
    return Long.toHexString(bits);
  }

  /** Returns the highest power; -1 for zero. */
  public int degree() {
    return 63 - Long.numberOfLeadingZeros(bits);
  }

  /** Ben-Or's test: no polynomial of at most half the degree divides this one. */
  public boolean isIrreducible() {
    int degree = degree();
    if (degree < 1) {
      return false;
    }
    long power = 2;
    for (int i = 1; i <= degree / 2; i++) {
      power = multiplyModulo(power, power, bits);
      if (gcd(bits, power ^ 2) != 1) {
        return false;
      }
    }
    return true;
  }

  /** Returns the remainder of a division by this polynomial. */
  long remainder(long dividend) {
    return modulo(dividend, bits);
  }

  private static long modulo(long dividend, long divisor) {
    int divisorDegree = 63 - Long.numberOfLeadingZeros(divisor);
    long rest = dividend;
    int degree = 63 - Long.numberOfLeadingZeros(rest);
    while (rest != 0 && degree >= divisorDegree) {
      rest ^= divisor << (degree - divisorDegree);
      degree = 63 - Long.numberOfLeadingZeros(rest);
    }
    return rest;
  }

  private static long multiplyModulo(long a, long b, long modulus) {
    int degree = 63 - Long.numberOfLeadingZeros(modulus);
    long product = 0;
    long shifted = modulo(a, modulus);
    for (long rest = b; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        product ^= shifted;
      }
      shifted <<= 1;
      if ((shifted >>> degree & 1) != 0) {
        shifted ^= modulus;
      }
    }
    return product;
  }

  private static long gcd(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = modulo(x, y);
      x = y;
      y = rest;
    }
    return x;
  }
}
