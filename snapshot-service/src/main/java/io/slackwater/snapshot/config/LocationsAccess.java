// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.config;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.executor.Locations;
import io.slackwater.repository.Repository;
import io.slackwater.snapshot.repository.RepositoryAccess;
import java.util.Map;

/** The locations that this executor is configured with. */
final class LocationsAccess implements RepositoryAccess {

  private final Locations locations;

  LocationsAccess(Locations locations) {
    this.locations = locations;
  }

  @Override
  public Repository openOrInit(RepositoryRef reference) {
    return locations.openOrInit(reference);
  }

  @Override
  public Repository open(RepositoryRef reference) {
    return locations.open(reference);
  }

  @Override
  public Map<String, String> moverEnvironment(RepositoryRef reference) {
    return locations.moverEnvironment(reference);
  }
}
