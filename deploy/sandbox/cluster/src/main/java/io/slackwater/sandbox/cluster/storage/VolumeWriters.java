// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.util.List;

/** Finds the containers that write to a volume, through claims and pods. */
final class VolumeWriters {
  private final ObjectStore store;
  private final Storage.PodProcesses processes;

  VolumeWriters(ObjectStore store, Storage.PodProcesses processes) {
    this.store = store;
    this.processes = processes;
  }

  Writers of(String volumeHandle) {
    return () ->
        store.list(Types.CLAIM, "").stream()
            .filter(claim -> has(claim, volumeHandle))
            .map(claim -> Claims.users(store, Metadata.namespace(claim), Metadata.name(claim)))
            .flatMap(List::stream)
            .flatMap(pod -> processes.pidNamespaces(Metadata.uid(pod)).stream())
            .toList();
  }

  private boolean has(ObjectNode claim, String handle) {
    return Claims.volumeOf(store, claim).flatMap(Claims::handle).filter(handle::equals).isPresent();
  }
}
