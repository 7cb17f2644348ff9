// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.config;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.discovery.application.CaptureDefinitions;
import io.slackwater.discovery.application.ClusterApis;
import io.slackwater.discovery.application.ImportRestorePoints;
import io.slackwater.discovery.application.Patience;
import io.slackwater.discovery.application.RepositoryUpkeep;
import io.slackwater.discovery.application.RestoreDefinitions;
import io.slackwater.discovery.application.SealRestorePoint;
import io.slackwater.discovery.application.VerifyDefinitions;
import io.slackwater.discovery.kubernetes.KubernetesClusterApi;
import io.slackwater.discovery.persistence.OpenedUpkeep;
import io.slackwater.discovery.persistence.Repositories;
import io.slackwater.discovery.persistence.RepositoryDefinitions;
import io.slackwater.discovery.persistence.RepositoryDescriptions;
import io.slackwater.discovery.persistence.RepositoryManifests;
import io.slackwater.executor.Clusters;
import io.slackwater.executor.Locations;
import io.slackwater.repository.Repository;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the use cases of the tasks from their ports. */
@Singleton
final class UseCases {

  @Produces
  @Singleton
  Repositories repositories(Locations locations) {
    return new Repositories() {
      @Override
      public Repository openOrInit(RepositoryRef reference) {
        return locations.openOrInit(reference);
      }

      @Override
      public Repository open(RepositoryRef reference) {
        return locations.open(reference);
      }

      @Override
      public Repository openForeign(RepositoryRef reference) {
        return locations.openForeign(reference);
      }

      @Override
      public List<RepositoryRef> listed(LocationName location, @Nullable String under) {
        return locations.repositories(location, under);
      }
    };
  }

  @Produces
  @Singleton
  ClusterApis clusterApis(Clusters clusters) {
    return cluster -> new KubernetesClusterApi(clusters.client(cluster));
  }

  @Produces
  @Singleton
  CaptureDefinitions capture(Repositories repositories, Clock clock) {
    return new CaptureDefinitions(new RepositoryDefinitions(repositories), clock);
  }

  @Produces
  @Singleton
  RestoreDefinitions restore(Repositories repositories, DiscoveryConfig config) {
    return new RestoreDefinitions(
        new RepositoryDefinitions(repositories),
        new Patience(config.readyTimeout(), config.establishedTimeout(), config.poll()));
  }

  @Produces
  @Singleton
  VerifyDefinitions verify(Repositories repositories) {
    return new VerifyDefinitions(new RepositoryDefinitions(repositories));
  }

  @Produces
  @Singleton
  SealRestorePoint seal(Repositories repositories) {
    return new SealRestorePoint(new RepositoryManifests(repositories));
  }

  @Produces
  @Singleton
  ImportRestorePoints importing(Repositories repositories) {
    return new ImportRestorePoints(new RepositoryDescriptions(repositories));
  }

  @Produces
  @Singleton
  RepositoryUpkeep upkeep(Repositories repositories) {
    return new OpenedUpkeep(repositories);
  }
}
