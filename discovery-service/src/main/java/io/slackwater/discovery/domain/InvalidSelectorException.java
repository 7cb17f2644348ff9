// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

/** A label selector cannot be read. */
public final class InvalidSelectorException extends DiscoveryException {

  InvalidSelectorException(String selector, String fault) {
    super(
        "'%s' is not a label selector (%s); write it like app=shop,tier in (web,api),!canary"
            .formatted(selector, fault),
        false,
        null);
  }
}
