// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.slackwater.discovery.application.Changes;
import io.slackwater.discovery.domain.CustomResources;
import io.slackwater.discovery.domain.GroupKind;
import io.slackwater.discovery.domain.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Watches the objects of one kind, and goes on when the API server was away. Thread-safe. */
final class KindInformer implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(KindInformer.class);

  /**
   * Kinds that change all the time without an application becoming another one: only that there is
   * one more or less of them counts.
   */
  private static final Set<GroupKind> RESTLESS =
      Set.of(
          new GroupKind("", "ConfigMap"),
          new GroupKind("", "Endpoints"),
          new GroupKind("", "Secret"),
          new GroupKind("apps", "ControllerRevision"),
          new GroupKind("autoscaling", "HorizontalPodAutoscaler"),
          new GroupKind("coordination.k8s.io", "Lease"),
          new GroupKind("discovery.k8s.io", "EndpointSlice"));

  private final SharedIndexInformer<GenericKubernetesResource> informer;

  private KindInformer(SharedIndexInformer<GenericKubernetesResource> informer) {
    this.informer = informer;
  }

  /** Starts to watch; returns before anything was read. */
  static KindInformer start(
      KubernetesClient client, ResourceType type, Changes changes, Duration resync) {
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        objects = client.genericKubernetesResources(context(type));
    SharedIndexInformer<GenericKubernetesResource> informer =
        type.namespaced()
            ? objects.inAnyNamespace().runnableInformer(resync.toMillis())
            : objects.runnableInformer(resync.toMillis());
    informer.itemStore(new SlimStore());
    informer.addEventHandler(new Marker(type, changes));
    informer.exceptionHandler(
        (started, failure) -> {
          LOGGER.debugf("Watch is tried again kind=%s reason=%s", type.type(), failure);
          return true;
        });
    informer.start();
    return new KindInformer(informer);
  }

  /** Whether every object has been read once. */
  boolean complete() {
    return informer.hasSynced();
  }

  /** Every object. */
  List<GenericKubernetesResource> all() {
    return informer.getStore().list();
  }

  /** Every object of a namespace. */
  List<GenericKubernetesResource> inNamespace(String namespace) {
    return informer.getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace);
  }

  @Override
  public void close() {
    informer.close();
  }

  private static ResourceDefinitionContext context(ResourceType type) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(type.type().group())
        .withVersion(type.version())
        .withKind(type.type().kind())
        .withPlural(type.plural())
        .withNamespaced(type.namespaced())
        .build();
  }

  /** Notes where something changed. */
  private static final class Marker implements ResourceEventHandler<GenericKubernetesResource> {

    private final ResourceType type;
    private final Changes changes;

    Marker(ResourceType type, Changes changes) {
      this.type = type;
      this.changes = changes;
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
      mark(object);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
      String version = now.getMetadata().getResourceVersion();
      boolean same = version != null && version.equals(before.getMetadata().getResourceVersion());
      if (!same && !RESTLESS.contains(type.type())) {
        mark(now);
      }
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean unknownState) {
      mark(object);
    }

    @Override
    public void onNothing() {
      changes.everywhere();
    }

    private void mark(GenericKubernetesResource object) {
      if (type.type().kind().equals("Namespace") && type.type().group().isEmpty()) {
        changes.in(object.getMetadata().getName());
      } else if (type.namespaced()) {
        changes.in(object.getMetadata().getNamespace());
      } else {
        changes.everywhere();
        if (type.type().equals(CustomResources.DEFINITION)) {
          changes.ofKinds();
        }
      }
    }
  }
}
