// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import io.slackwater.sandbox.cluster.pods.ClaimedVolumes;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the directory behind a bound claim. */
final class BoundClaims implements ClaimedVolumes {
  private final ObjectStore store;
  private final VolumeDriver driver;

  BoundClaims(ObjectStore store, VolumeDriver driver) {
    this.store = store;
    this.driver = driver;
  }

  @Override
  public Optional<Path> directory(String namespace, String claim) {
    return store
        .get(ObjectKey.of(Types.CLAIM, namespace, claim))
        .flatMap(found -> Claims.volumeOf(store, found))
        .flatMap(Claims::handle)
        .map(driver::directory)
        .filter(Files::isDirectory);
  }
}
