// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.index.BlobLocation;
import io.slackwater.repository.pack.PackedBlob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The blobs that some files need, gathered pack by pack: neighbours are read at once, and each only
 * once however many files have it. Not thread-safe.
 */
final class PackReads {

  /** Larger gaps are not read along. */
  private static final long MAX_GAP = 64 * 1024;

  private static final long MAX_RANGE = 4L << 20;

  private static final Comparator<Wanted> IN_FILES =
      Comparator.<Wanted>comparingLong(wanted -> wanted.first().file().number())
          .thenComparingLong(wanted -> wanted.first().position());

  private final Map<BlobId, Wanted> wanted = new HashMap<>();
  private long bytes;

  /** Where a blob goes to. */
  record Destination(RestoredFile file, long position) {}

  /** A blob, and all places that it goes to. */
  record Wanted(BlobLocation location, List<Destination> destinations) {
    PackedBlob blob() {
      return location.blob();
    }

    Destination first() {
      return destinations.getFirst();
    }
  }

  /** A part of a pack with its blobs, in the order in which their files have them. */
  record Range(PackId pack, long offset, int length, List<Wanted> blobs) {}

  void add(BlobLocation location, Destination destination) {
    wanted
        .computeIfAbsent(location.blob().id(), id -> new Wanted(location, new ArrayList<>(1)))
        .destinations()
        .add(destination);
    bytes += location.blob().contentLength();
  }

  /** Returns the plain bytes gathered. */
  long bytes() {
    return bytes;
  }

  int blobs() {
    return wanted.size();
  }

  /** Returns what is to be read, and forgets it. */
  List<Range> take() {
    List<Wanted> sorted = new ArrayList<>(wanted.values());
    sorted.sort(
        Comparator.comparing((Wanted blob) -> blob.location().pack().hash())
            .thenComparingLong(blob -> blob.blob().offset()));
    wanted.clear();
    bytes = 0;
    List<Range> ranges = new ArrayList<>();
    List<Wanted> together = new ArrayList<>();
    for (Wanted next : sorted) {
      if (!together.isEmpty() && !follows(together, next)) {
        ranges.add(range(together));
        together = new ArrayList<>();
      }
      together.add(next);
    }
    if (!together.isEmpty()) {
      ranges.add(range(together));
    }
    return ranges;
  }

  private static boolean follows(List<Wanted> together, Wanted next) {
    Wanted first = together.getFirst();
    long end = end(together.getLast());
    return next.location().pack().equals(first.location().pack())
        && next.blob().offset() - end <= MAX_GAP
        && end(next) - first.blob().offset() <= MAX_RANGE;
  }

  private static Range range(List<Wanted> blobs) {
    Wanted first = blobs.getFirst();
    long offset = first.blob().offset();
    int length = (int) (end(blobs.getLast()) - offset);
    blobs.sort(IN_FILES);
    return new Range(first.location().pack(), offset, length, blobs);
  }

  private static long end(Wanted wanted) {
    return wanted.blob().offset() + wanted.blob().length();
  }
}
