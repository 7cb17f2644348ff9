// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

/**
 * A ciphertext is not authentic: damaged, cut short, or written with another key. Callers name the
 * file.
 */
public final class MacMismatchException extends Exception {

  private static final long serialVersionUID = 1L;

  MacMismatchException(String message) {
    super(message);
  }
}
