// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An answer to a request that is not a stream.
 *
 * @param code HTTP status
 * @param body its JSON
 */
record Reply(int code, JsonNode body) {
  static Reply ok(JsonNode body) {
    return new Reply(200, body);
  }
}
