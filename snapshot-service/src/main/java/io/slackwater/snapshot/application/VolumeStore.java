// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.FilledVolume;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.Optional;

/** The PersistentVolumes that a restore moves from its helper to the application. Thread-safe. */
public interface VolumeStore {

  /**
   * The volume that {@link #keep} marked for this task and claim, in whichever attempt. It is this
   * attempt's then.
   *
   * @throws io.slackwater.snapshot.domain.SupersededException when it is a newer attempt's
   */
  Optional<FilledVolume> kept(TaskIdentity identity, String claim);

  /**
   * Marks a volume as filled and makes it survive the helper's claim. From here on the data is
   * complete.
   */
  void keep(TaskIdentity identity, String claim, FilledVolume volume);

  /** Reserves a volume, whose helper claim is gone, for the application's claim. */
  void reserve(TaskIdentity identity, String volume, String namespace, String claim);

  /** Gives a volume its own reclaim policy back and takes the marks away. */
  void settle(TaskIdentity identity, String volume);
}
