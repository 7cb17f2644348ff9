// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.snapshot.domain.ClaimView;
import io.slackwater.snapshot.domain.FilledVolume;
import io.slackwater.snapshot.domain.StorageClassView;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.List;
import java.util.Optional;

/**
 * The claims of one cluster: those of applications, and the helpers' own, which live in
 * Slackwater's namespace. Thread-safe.
 */
public interface ClaimStore {

  /** Whether a namespace is there and not on its way out. */
  boolean namespaceExists(String namespace);

  /** A claim of an application. */
  Optional<ClaimView> find(String namespace, String name);

  /** A storage class. */
  Optional<StorageClassView> storageClass(String name);

  /** The storage class of claims that name none. */
  Optional<StorageClassView> defaultStorageClass();

  /**
   * Makes a helper claim like another, with data from the helper's bound snapshot or empty. Nothing
   * happens when it exists.
   */
  void stage(
      TaskIdentity identity, String helper, VolumeClaim like, long bytes, boolean fromSnapshot);

  /** The helper claim. */
  Optional<ClaimView> staged(String helper);

  /** Warnings that the cluster gave about the helper claim, the newest last. */
  List<String> warnings(String helper);

  /** Deletes the helper claim, unless it is a newer attempt's. */
  void unstage(TaskIdentity identity, String helper);

  /** Makes a claim in a namespace for a volume that is ready for it. Nothing when it exists. */
  void make(TaskIdentity identity, String namespace, VolumeClaim like, FilledVolume volume);
}
