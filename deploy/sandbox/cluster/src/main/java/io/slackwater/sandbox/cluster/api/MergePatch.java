// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;

/** JSON Merge Patch, RFC 7396. */
final class MergePatch {
  private MergePatch() {}

  /** Applies a patch to a copy. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    ObjectNode result = target.deepCopy();
    patch
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isNull()) {
                result.remove(field.getKey());
              } else if (value instanceof ObjectNode nested) {
                ObjectNode inner =
                    result.get(field.getKey()) instanceof ObjectNode present
                        ? present
                        : Json.object();
                result.set(field.getKey(), apply(inner, nested));
              } else {
                result.set(field.getKey(), value.deepCopy());
              }
            });
    return result;
  }
}
