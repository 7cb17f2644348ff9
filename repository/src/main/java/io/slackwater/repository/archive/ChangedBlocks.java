// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import java.util.Comparator;
import java.util.List;

/** Tells, for the blocks of a file from first to last, which a list of ranges touches. */
final class ChangedBlocks {

  private final List<ChangedRange> ranges;
  private int next;

  ChangedBlocks(List<ChangedRange> ranges) {
    this.ranges = ranges.stream().sorted(Comparator.comparingLong(ChangedRange::offset)).toList();
  }

  /** Tells whether the next block is touched; blocks come in ascending order. */
  boolean next(long start, long end) {
    // A long range may begin before many blocks, and a later one may end before it does: what is
    // passed over here ends before this block and all that follow.
    while (next < ranges.size() && endOf(ranges.get(next)) <= start) {
      next++;
    }
    for (int i = next; i < ranges.size() && ranges.get(i).offset() < end; i++) {
      if (ranges.get(i).touches(start, end)) {
        return true;
      }
    }
    return false;
  }

  private static long endOf(ChangedRange range) {
    return range.offset() + range.length();
  }
}
