// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.snapshot.application.SnapshotStore;
import io.slackwater.snapshot.domain.CutContent;
import io.slackwater.snapshot.domain.CutSnapshot;
import io.slackwater.snapshot.domain.CutUnknownException;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.ObjectNames;
import io.slackwater.snapshot.domain.SnapshotClass;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CSI snapshot objects of a cluster. Thread-safe. */
final class KubernetesSnapshotStore implements SnapshotStore {

  private final KubernetesClient client;
  private final String helperNamespace;

  KubernetesSnapshotStore(KubernetesClient client, String helperNamespace) {
    this.client = client;
    this.helperNamespace = helperNamespace;
  }

  @Override
  public List<SnapshotClass> classes() {
    try {
      return client.genericKubernetesResources(SnapshotKinds.CLASS).list().getItems().stream()
          .map(SnapshotObjects::snapshotClass)
          .toList();
    } catch (KubernetesClientException e) {
      if (ApiCall.isNotFound(e)) {
        return List.of();
      }
      throw e;
    }
  }

  @Override
  public List<CutSnapshot> ofTask(String namespace, TaskIdentity identity) {
    return client
        .genericKubernetesResources(SnapshotKinds.SNAPSHOT)
        .inNamespace(namespace)
        .withLabel(Labels.TASK, identity.task().value())
        .list()
        .getItems()
        .stream()
        .map(SnapshotObjects::cutSnapshot)
        .toList();
  }

  @Override
  public void cut(
      TaskIdentity identity,
      @Nullable HoldId hold,
      String namespace,
      String claim,
      SnapshotClass snapshotClass) {
    ObjectMeta metadata =
        new ObjectMetaBuilder()
            .withName(
                hold == null
                    ? ObjectNames.snapshot(identity, claim)
                    : ObjectNames.snapshot(identity, hold, claim))
            .withNamespace(namespace)
            .withLabels(identity.labels())
            .addToLabels(Labels.UNFINISHED, Labels.TRUE)
            .addToLabels(hold == null ? Map.of() : Map.of(Labels.HOLD, hold.value()))
            .withAnnotations(
                Map.of(Labels.CLAIM, claim, Labels.NOT_AFTER, identity.notAfter().toString()))
            .build();
    try {
      create(
          SnapshotKinds.SNAPSHOT_KIND,
          metadata,
          Map.of(
              "volumeSnapshotClassName",
              snapshotClass.name(),
              "source",
              Map.of("persistentVolumeClaimName", claim)));
    } catch (KubernetesClientException e) {
      if (ApiCall.isAnswered(e)) {
        throw e;
      }
      throw new CutUnknownException(claim, metadata.getName(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<CutContent> content(String name) {
    return Optional.ofNullable(contentResource(name).get()).map(SnapshotObjects::cutContent);
  }

  @Override
  public void retain(TaskIdentity identity, String content) {
    Map<String, String> labels = new HashMap<>(identity.labels());
    labels.put(Labels.UNFINISHED, Labels.TRUE);
    Map<String, Object> retained =
        Map.of(
            "metadata",
            Map.of(
                "labels",
                labels,
                "annotations",
                Map.of(Labels.NOT_AFTER, identity.notAfter().toString())),
            "spec",
            Map.of("deletionPolicy", SnapshotObjects.RETAIN));
    Fence.patch(identity, contentResource(content), there -> Optional.of(retained));
  }

  @Override
  public void takeOver(TaskIdentity identity, CutSnapshot snapshot) {
    Fence.takeOver(identity, snapshotResource(snapshot.namespace(), snapshot.name()));
    if (snapshot.content() != null) {
      Fence.takeOver(identity, contentResource(snapshot.content()));
    }
  }

  @Override
  public void finish(TaskIdentity identity, CutSnapshot snapshot) {
    if (snapshot.content() != null) {
      Fence.patch(identity, contentResource(snapshot.content()), SnapshotObjects::finished);
    }
    Fence.patch(
        identity,
        snapshotResource(snapshot.namespace(), snapshot.name()),
        SnapshotObjects::finished);
  }

  @Override
  public void destroy(TaskIdentity identity, CutSnapshot snapshot) {
    if (snapshot.content() != null) {
      Fence.patch(identity, contentResource(snapshot.content()), SnapshotObjects::released);
    }
    Fence.delete(identity, snapshotResource(snapshot.namespace(), snapshot.name()));
  }

  @Override
  public List<String> contentsOf(String driver, String handle) {
    return client.genericKubernetesResources(SnapshotKinds.CONTENT).list().getItems().stream()
        .filter(content -> SnapshotObjects.standsFor(content, driver, handle))
        .map(content -> content.getMetadata().getName())
        .toList();
  }

  @Override
  public void destroy(TaskIdentity identity, String content) {
    Fence.patch(identity, contentResource(content), SnapshotObjects::released);
    GenericKubernetesResource there = contentResource(content).get();
    if (there == null) {
      return;
    }
    SnapshotObjects.boundSnapshot(there)
        .map(bound -> snapshotResource(bound.namespace(), bound.name()))
        .filter(snapshot -> SnapshotObjects.isBoundTo(snapshot.get(), there))
        .ifPresent(snapshot -> Fence.delete(identity, snapshot));
    Fence.delete(identity, contentResource(content));
  }

  @Override
  public void bind(TaskIdentity identity, String helper, VolumeSnapshotArtifact snapshot) {
    ObjectMeta metadata = StagedMetadata.of(identity, helper, snapshot.claim().name());
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("deletionPolicy", SnapshotObjects.RETAIN);
    content.put("driver", snapshot.driver());
    content.put("source", Map.of("snapshotHandle", snapshot.handle()));
    content.put("sourceVolumeMode", snapshot.claim().volumeMode());
    content.put(
        "volumeSnapshotRef",
        Map.of(
            "apiVersion",
            SnapshotKinds.API_VERSION,
            "kind",
            SnapshotKinds.SNAPSHOT_KIND,
            "namespace",
            helperNamespace,
            "name",
            helper));
    Map<String, Object> bound = new LinkedHashMap<>();
    bound.put("source", Map.of("volumeSnapshotContentName", helper));
    if (classes().stream().anyMatch(known -> known.name().equals(snapshot.snapshotClass()))) {
      content.put("volumeSnapshotClassName", snapshot.snapshotClass());
      bound.put("volumeSnapshotClassName", snapshot.snapshotClass());
    }
    create(SnapshotKinds.CONTENT_KIND, metadata, content);
    create(
        SnapshotKinds.SNAPSHOT_KIND, metadata.edit().withNamespace(helperNamespace).build(), bound);
  }

  @Override
  public Binding binding(String helper) {
    return SnapshotObjects.binding(
        snapshotResource(helperNamespace, helper).get(), contentResource(helper).get());
  }

  @Override
  public void unbind(TaskIdentity identity, String helper) {
    Fence.delete(identity, snapshotResource(helperNamespace, helper));
    Fence.delete(identity, contentResource(helper));
  }

  @Override
  public boolean unbound(String helper) {
    return snapshotResource(helperNamespace, helper).get() == null
        && contentResource(helper).get() == null;
  }

  private void create(String kind, ObjectMeta metadata, Map<String, Object> spec) {
    GenericKubernetesResource object =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(SnapshotKinds.API_VERSION)
            .withKind(kind)
            .withMetadata(metadata)
            .addToAdditionalProperties("spec", spec)
            .build();
    ApiCall.createIfAbsent(
        kind.equals(SnapshotKinds.CONTENT_KIND)
            ? client.genericKubernetesResources(SnapshotKinds.CONTENT).resource(object)
            : client
                .genericKubernetesResources(SnapshotKinds.SNAPSHOT)
                .inNamespace(metadata.getNamespace())
                .resource(object));
  }

  private Resource<GenericKubernetesResource> contentResource(String name) {
    return client.genericKubernetesResources(SnapshotKinds.CONTENT).withName(name);
  }

  private Resource<GenericKubernetesResource> snapshotResource(String namespace, String name) {
    return client
        .genericKubernetesResources(SnapshotKinds.SNAPSHOT)
        .inNamespace(namespace)
        .withName(name);
  }
}
