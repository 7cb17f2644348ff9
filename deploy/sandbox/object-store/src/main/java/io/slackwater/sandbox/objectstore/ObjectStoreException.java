// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.objectstore;

/** The object store cannot be started; the message names the file or address. */
final class ObjectStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ObjectStoreException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
