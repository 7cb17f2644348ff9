// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.catalog.domain.TaskState;
import io.slackwater.contracts.event.ContractJson;

/**
 * Documents as JSON: contract records as the contract writes them, the domain's with their kind.
 */
final class Json {
  private static final JsonMapper MAPPER =
      ContractJson.mapper().rebuild().addMixIn(TaskState.class, TaskStateKinds.class).build();

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new DocumentException("a document cannot be written: " + value.getClass(), e);
    }
  }

  static <T> T read(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new DocumentException("a stored document cannot be read as " + type, e);
    }
  }

  /** The names of states in stored documents; they outlive names of classes. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = TaskState.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = TaskState.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = TaskState.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = TaskState.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = TaskState.Running.class, name = "running"),
    @JsonSubTypes.Type(value = TaskState.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = TaskState.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = TaskState.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = TaskState.Expired.class, name = "expired")
  })
  private interface TaskStateKinds {}
}
