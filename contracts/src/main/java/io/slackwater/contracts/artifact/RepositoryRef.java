// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.Names;

/**
 * A repository: a location and the path inside it. There is one per application and location.
 *
 * @param path relative, {@code cluster/namespace/application}
 */
public record RepositoryRef(LocationName location, String path) {

  /** Checks the path. */
  public RepositoryRef {
    Names.require("repository path", path, ApplicationId.PATTERN);
  }

  /** The repository of an application in a location. */
  public static RepositoryRef of(LocationName location, ApplicationId application) {
    return new RepositoryRef(location, application.key());
  }
}
