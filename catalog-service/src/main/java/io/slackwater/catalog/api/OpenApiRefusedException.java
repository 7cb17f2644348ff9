// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.domain.CatalogException;

/** The API was to be open to more than this machine. */
final class OpenApiRefusedException extends CatalogException {
  private static final long serialVersionUID = 1L;

  OpenApiRefusedException(String host) {
    super(
        "slackwater.api.open=true is refused on quarkus.http.host=%s: set a loopback address, or leave"
                .formatted(host)
            + " it out and give tokens");
  }
}
