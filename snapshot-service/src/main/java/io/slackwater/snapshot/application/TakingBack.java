// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import java.util.List;

/** How an attempt takes back what it made when its run is cancelled. */
@FunctionalInterface
public interface TakingBack {

  /**
   * Takes it back, until the patience is over.
   *
   * @return what is left, by name, for people; empty when nothing is
   */
  List<String> with(Patience patience) throws InterruptedException;
}
