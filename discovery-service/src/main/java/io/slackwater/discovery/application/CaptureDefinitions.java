// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.discovery.application.DefinitionsStore.Capture;
import io.slackwater.discovery.application.DefinitionsStore.Stored;
import io.slackwater.discovery.domain.CaptureIndex;
import io.slackwater.discovery.domain.Composition;
import io.slackwater.discovery.domain.KubernetesObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Puts the definitions of an application into its repository. An attempt that finds what an earlier
 * one stored takes that over. Blocking; thread-safe.
 */
public final class CaptureDefinitions {

  private final DefinitionsStore store;
  private final Clock clock;

  /** Makes the use case. */
  public CaptureDefinitions(DefinitionsStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Captures.
   *
   * @throws NothingToCaptureException when there is no such application
   * @throws ClusterUnavailableException when a part of the API that the cluster itself serves does
   *     not answer; what other servers should answer for is noted in the capture instead
   */
  public DefinitionsArtifact run(
      RepositoryRef repository, Scope scope, CaptureTags tags, ClusterApi api, Work work) {
    Optional<Stored> earlier = store.find(repository, tags);
    if (earlier.isPresent()) {
      Capture capture = store.load(repository, earlier.get().snapshot());
      return artifact(repository, capture, earlier.get());
    }
    Capture capture = read(scope, tags, api, work);
    work.checkActive();
    work.progress("storing %d definitions".formatted(capture.objects().size()));
    return artifact(repository, capture, store.save(repository, capture, tags, work));
  }

  private Capture read(Scope scope, CaptureTags tags, ClusterApi api, Work work) {
    Listing listing = new Listing(api, work);
    List<KubernetesObject> namespace = listing.ofNamespace(scope.namespace());
    List<KubernetesObject> cluster = listing.ofCluster(scope.namespace());
    Composition composition = Composition.of(scope, namespace, cluster);
    boolean exists = cluster.stream().anyMatch(o -> o.is("", "Namespace"));
    if (!exists || composition.members().isEmpty()) {
      throw new NothingToCaptureException(tags.application(), scope);
    }
    List<KubernetesObject> objects = composition.captured();
    CaptureIndex index =
        new CaptureIndex(
            CaptureIndex.FORMAT,
            tags.application(),
            scope,
            clock.instant(),
            objects.size(),
            listing.notAnswered());
    return new Capture(index, objects);
  }

  private static DefinitionsArtifact artifact(
      RepositoryRef repository, Capture capture, Stored stored) {
    List<String> kinds =
        capture.objects().stream()
            .map(object -> object.apiVersion() + "/" + object.kind())
            .distinct()
            .sorted()
            .toList();
    return new DefinitionsArtifact(
        repository,
        stored.snapshot(),
        capture.objects().size(),
        kinds,
        stored.logicalBytes(),
        stored.storedBytes(),
        capture.index().capturedAt());
  }
}
