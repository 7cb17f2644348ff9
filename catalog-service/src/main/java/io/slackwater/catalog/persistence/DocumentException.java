// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.domain.CatalogException;

/** A stored document and this version of the service do not fit: a defect, or a newer database. */
final class DocumentException extends CatalogException {
  private static final long serialVersionUID = 1L;

  DocumentException(String message, Throwable cause) {
    super(message, cause);
  }
}
