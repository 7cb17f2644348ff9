// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.InvalidNameException;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePointRetired;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events to Kafka records and back: CloudEvents 1.0, binary content mode of the Kafka protocol
 * binding. Decoding checks size, attributes, version, JSON, schema and names, in this order, and
 * never throws for what a record holds. Thread-safe.
 */
public final class EventCodec {

  /** The largest value, in bytes, that is read; larger records are unreadable. */
  public static final int MAX_VALUE_BYTES = 1024 * 1024;

  private static final String ID = "ce_id";
  private static final String SOURCE = "ce_source";
  private static final String SPEC_VERSION = "ce_specversion";
  private static final String TYPE = "ce_type";
  private static final String SUBJECT = "ce_subject";
  private static final String TIME = "ce_time";
  private static final String CLUSTER = "ce_cluster";
  private static final String RUN = "ce_runid";
  private static final String ATTEMPT = "ce_attempt";
  private static final String CORRELATION = "ce_correlationid";

  private final JsonMapper json = ContractJson.mapper();
  private final EventSchemas schemas = new EventSchemas();

  /** The record of an event. */
  public WireRecord encode(Envelope<?> envelope) {
    EventMetadata metadata = envelope.metadata();
    Event event = envelope.event();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(SPEC_VERSION, "1.0");
    headers.put(ID, metadata.id());
    headers.put(SOURCE, metadata.source());
    headers.put(TYPE, EventType.of(event).type());
    headers.put(SUBJECT, event.key());
    headers.put(TIME, metadata.time().toString());
    headers.put("content-type", "application/json");
    putIfPresent(headers, CLUSTER, metadata.cluster());
    putIfPresent(headers, RUN, metadata.run());
    putIfPresent(headers, ATTEMPT, metadata.attempt());
    putIfPresent(headers, CORRELATION, metadata.correlationId());
    return new WireRecord(envelope.topicName(), event.key(), Map.copyOf(headers), valueOf(event));
  }

  /** Reads a record. */
  public Decoded decode(
      @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
    if (value != null && value.length > MAX_VALUE_BYTES) {
      return new Decoded.Unreadable(
          "the value has %d bytes, more than %d".formatted(value.length, MAX_VALUE_BYTES));
    }
    String typeName = headers.get(TYPE);
    if (typeName == null) {
      return new Decoded.Unreadable("the header " + TYPE + " is missing");
    }
    EventType type = EventType.named(typeName).orElse(null);
    if (type == null) {
      return newerVersion(typeName)
          ? new Decoded.Unreadable(
              typeName + " is of a version that this service does not read: upgrade the service")
          : new Decoded.Unrecognised(typeName);
    }
    try {
      return new Decoded.Known(new Envelope<>(metadata(headers), event(type, key, value)));
    } catch (UnreadableEventException | InvalidNameException e) {
      return new Decoded.Unreadable(typeName + ": " + e.getMessage());
    }
  }

  private Event event(EventType type, @Nullable String key, byte @Nullable [] value) {
    if (type == EventType.APPLICATION_REMOVED) {
      return new ApplicationRemoved(ApplicationId.parse(key == null ? "" : key));
    }
    if (type == EventType.RESTORE_POINT_RETIRED) {
      return new RestorePointRetired(new RestorePointId(key == null ? "" : key));
    }
    if (value == null) {
      throw new UnreadableEventException("the value is missing");
    }
    try {
      JsonNode tree = json.readTree(value);
      List<String> faults = schemas.faults(type, tree);
      if (!faults.isEmpty()) {
        throw new UnreadableEventException(String.join("; ", faults));
      }
      return json.treeToValue(tree, type.record());
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof InvalidNameException name) {
        throw name;
      }
      throw new UnreadableEventException("not the JSON it should be: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UnreadableEventException("not JSON: " + e.getMessage());
    }
  }

  private static EventMetadata metadata(Map<String, String> headers) {
    if (!"1.0".equals(headers.get(SPEC_VERSION))) {
      throw new UnreadableEventException("the header " + SPEC_VERSION + " must be 1.0");
    }
    String cluster = headers.get(CLUSTER);
    String run = headers.get(RUN);
    String attempt = headers.get(ATTEMPT);
    try {
      return new EventMetadata(
          required(headers, ID),
          required(headers, SOURCE),
          Instant.parse(required(headers, TIME)),
          cluster == null ? null : new ClusterId(cluster),
          run == null ? null : new RunId(run),
          attempt == null ? null : Integer.valueOf(attempt),
          headers.get(CORRELATION));
    } catch (DateTimeException | NumberFormatException e) {
      throw new UnreadableEventException("an attribute cannot be read: " + e.getMessage());
    }
  }

  private static String required(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null || value.isBlank()) {
      throw new UnreadableEventException("the header " + name + " is missing");
    }
    return value;
  }

  private byte @Nullable [] valueOf(Event event) {
    if (EventType.of(event).tombstone()) {
      return null;
    }
    try {
      return json.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event that cannot be written is a defect", e);
    }
  }

  private static boolean newerVersion(String typeName) {
    return Arrays.stream(EventType.values())
        .anyMatch(
            known -> typeName.matches(java.util.regex.Pattern.quote(known.family()) + "\\.v\\d+"));
  }

  private static void putIfPresent(
      Map<String, String> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    }
  }
}
