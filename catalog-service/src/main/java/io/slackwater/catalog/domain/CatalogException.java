// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

/** The root of what catalog-service itself throws. */
public abstract class CatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what failed and why. */
  protected CatalogException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With what is wrong and what to do. */
  protected CatalogException(String message) {
    super(message);
  }
}
