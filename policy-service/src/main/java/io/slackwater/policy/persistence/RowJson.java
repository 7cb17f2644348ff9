// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes records as JSON columns. */
final class RowJson {

  private RowJson() {}

  static String write(JsonMapper json, Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that cannot be written is a defect", e);
    }
  }
}
