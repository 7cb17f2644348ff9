// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Something to back up, which can be changed in place by one percent. */
interface DataSet {

  /** Its name in the report. */
  String name();

  /** Generates it into an empty directory. */
  void generate(Path directory, double scale) throws IOException, InterruptedException;

  /**
   * Changes one percent.
   *
   * @return what was written over, for a set that knows; else empty
   */
  List<ChangedPages.Range> change(Path directory, SplittableRandom random) throws IOException;
}
