// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.LocationIndex;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.backend.local.LocalIndex;
import io.slackwater.repository.backend.s3.S3Access;
import io.slackwater.repository.backend.s3.S3Backend;
import io.slackwater.repository.backend.s3.S3Index;

/** Opens the storage of a location. */
public final class Backends {

  private Backends() {}

  /**
   * Opens the storage; nothing is read or written yet.
   *
   * @param access for S3; not used for a directory
   */
  public static Backend open(RepositoryLocation location, S3Access access) {
    return switch (location) {
      case RepositoryLocation.Local local -> new LocalBackend(local.directory());
      case RepositoryLocation.S3 s3 -> new S3Backend(s3, access);
    };
  }

  /**
   * Opens the list of a location's repositories; nothing is read or written yet.
   *
   * @param access for S3; not used for a directory
   */
  public static LocationIndex index(RepositoryLocation location, S3Access access) {
    return switch (location) {
      case RepositoryLocation.Local local -> new LocalIndex(local.directory());
      case RepositoryLocation.S3 s3 -> new S3Index(s3, access);
    };
  }
}
