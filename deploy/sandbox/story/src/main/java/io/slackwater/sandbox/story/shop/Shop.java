// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.slackwater.sandbox.story.StoryException;
import io.slackwater.sandbox.testing.Poll;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The application: a PostgreSQL in a StatefulSet, a writer with a file volume that declares how it
 * is held, a writer of rows that does not, and what belongs to them. For one thread.
 */
public final class Shop {

  /** Its namespace where the story begins, and so the application's name. */
  public static final String NAMESPACE = "shop";

  static final String DATABASE_POD = "database-0";
  static final String DATABASE_CONTAINER = "postgresql";
  static final String WRITER_CONTAINER = "writer";
  static final List<String> WRITERS = List.of("writer", "other-writer");

  private static final List<String> MANIFESTS =
      List.of(
          "10-discounts.yaml",
          "20-accounts.yaml",
          "30-settings.yaml",
          "40-database.yaml",
          "50-writers.yaml",
          "60-discount.yaml");
  private static final String PACE = "pace";
  private static final String DEFINITION = "discounts.shop.example.com";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KubernetesClient cluster;
  private final String namespace;

  /** The shop of a namespace, whether it is there or not. */
  public Shop(KubernetesClient cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** Makes everything of it. */
  public void deploy() {
    makeAll(object -> {});
  }

  /** Makes everything of it, with the files of its orders on storage of a class. */
  public void deployWithFilesOn(String storageClass) {
    makeAll(
        object -> {
          if (object instanceof PersistentVolumeClaim claim) {
            claim.getSpec().setStorageClassName(storageClass);
          }
        });
  }

  /** Makes everything of it, with writers that rest for another while between two writes. */
  public void deployWithPace(Duration pace) {
    String seconds = BigDecimal.valueOf(pace.toMillis(), 3).toPlainString();
    makeAll(
        object -> {
          if (object instanceof ConfigMap map && map.getData().containsKey(PACE)) {
            map.getData().put(PACE, seconds);
          }
        });
  }

  private void makeAll(Consumer<HasMetadata> change) {
    cluster
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("team", "storefront")
                .endMetadata()
                .build())
        .create();
    for (String manifest : MANIFESTS) {
      try (InputStream file = Shop.class.getResourceAsStream("/shop/" + manifest)) {
        for (HasMetadata object : cluster.load(file).items()) {
          change.accept(object);
          make(object);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A definition is the cluster's, so that a second shop finds it there. */
  private void make(HasMetadata object) {
    if (object instanceof CustomResourceDefinition) {
      cluster.resource(object).createOr(NonDeletingOperation::update);
    } else {
      cluster.resource(object).inNamespace(namespace).create();
    }
  }

  /** Waits until database and writers are ready. */
  public void awaitReady() {
    boolean ready =
        Poll.until(
            PATIENCE,
            () ->
                readyReplicas(
                        cluster
                            .apps()
                            .statefulSets()
                            .inNamespace(namespace)
                            .withName("database")
                            .get())
                    && WRITERS.stream().allMatch(this::readyDeployment));
    if (!ready) {
      throw new StoryException(
          "the shop is not ready: kubectl -n " + namespace + " get pods, and their logs, say why");
    }
  }

  /** Destroys the namespace with everything in it. */
  public void destroy() {
    cluster.namespaces().withName(namespace).delete();
    boolean gone =
        Poll.until(PATIENCE, () -> cluster.namespaces().withName(namespace).get() == null);
    if (!gone) {
      throw new StoryException("the namespace " + namespace + " does not go away");
    }
  }

  /** Destroys its definition of a kind, which the cluster has and not the namespace. */
  public void destroyDefinition() {
    cluster.apiextensions().v1().customResourceDefinitions().withName(DEFINITION).delete();
    boolean undefined =
        Poll.until(
            PATIENCE,
            () ->
                cluster.apiextensions().v1().customResourceDefinitions().withName(DEFINITION).get()
                    == null);
    if (!undefined) {
      throw new StoryException("the definition " + DEFINITION + " does not go away");
    }
  }

  private boolean readyDeployment(String name) {
    return readyReplicas(cluster.apps().deployments().inNamespace(namespace).withName(name).get());
  }

  private static boolean readyReplicas(HasMetadata workload) {
    return switch (workload) {
      case io.fabric8.kubernetes.api.model.apps.StatefulSet set ->
          set.getStatus() != null && Integer.valueOf(1).equals(set.getStatus().getReadyReplicas());
      case io.fabric8.kubernetes.api.model.apps.Deployment deployment ->
          deployment.getStatus() != null
              && Integer.valueOf(1).equals(deployment.getStatus().getReadyReplicas());
      case null, default -> false;
    };
  }
}
