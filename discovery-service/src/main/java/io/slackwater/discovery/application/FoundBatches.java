// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.UnreadableManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Collects what an import finds and passes it on in batches, each small enough for a record.
 * Confined to one thread.
 */
public final class FoundBatches {

  private static final int BATCH_BYTES = EventCodec.MAX_VALUE_BYTES / 4;

  /** What is left of a record for one point, beside the record's other fields. */
  private static final int POINT_BYTES = EventCodec.MAX_VALUE_BYTES - 16 * 1024;

  private static final int EXAMPLES = 10;
  private static final int EXAMPLE_LENGTH = 500;

  private final BiConsumer<List<RestorePoint>, List<UnreadableManifest>> next;
  private final JsonMapper json = ContractJson.mapper();
  private final List<RestorePoint> points = new ArrayList<>();
  private final List<UnreadableManifest> faults = new ArrayList<>();
  private final List<String> examples = new ArrayList<>();
  private int bytes;
  private int allPoints;
  private int allFaults;

  /**
   * Batches.
   *
   * @param next where each goes
   */
  public FoundBatches(BiConsumer<List<RestorePoint>, List<UnreadableManifest>> next) {
    this.next = next;
  }

  void add(RestorePoint point) {
    int size = size(point);
    if (size > POINT_BYTES) {
      var origin = Objects.requireNonNull(point.origin(), "found in a repository");
      add(
          new UnreadableManifest(
              origin.repository(),
              origin.manifest(),
              "restore point %s is described in %d bytes, more than the %d that an event may have"
                  .formatted(point.id(), size, POINT_BYTES)));
      return;
    }
    makeRoom(size);
    points.add(point);
    allPoints++;
  }

  void add(UnreadableManifest fault) {
    makeRoom(size(fault));
    faults.add(fault);
    allFaults++;
    if (examples.size() < EXAMPLES) {
      examples.add(example(fault));
    }
  }

  /** Passes on what was collected since the last batch. */
  void flush() {
    if (!points.isEmpty() || !faults.isEmpty()) {
      next.accept(List.copyOf(points), List.copyOf(faults));
      points.clear();
      faults.clear();
      bytes = 0;
    }
  }

  int points() {
    return allPoints;
  }

  int unreadable() {
    return allFaults;
  }

  List<String> examples() {
    return List.copyOf(examples);
  }

  private void makeRoom(int size) {
    if (bytes + size > BATCH_BYTES) {
      flush();
    }
    bytes += size;
  }

  private static String example(UnreadableManifest fault) {
    String text =
        "%s%s: %s"
            .formatted(
                fault.repository().path(),
                fault.manifest() == null ? "" : ", snapshot " + fault.manifest(),
                fault.reason());
    return text.length() <= EXAMPLE_LENGTH ? text : text.substring(0, EXAMPLE_LENGTH) + "...";
  }

  private int size(Object part) {
    try {
      return json.writeValueAsBytes(part).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a contract record is always JSON", e);
    }
  }
}
