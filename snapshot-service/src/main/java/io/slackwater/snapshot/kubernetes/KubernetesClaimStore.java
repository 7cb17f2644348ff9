// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpecBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.snapshot.application.ClaimStore;
import io.slackwater.snapshot.domain.ClaimView;
import io.slackwater.snapshot.domain.FilledVolume;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.StorageClassView;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims of a cluster. Thread-safe. */
final class KubernetesClaimStore implements ClaimStore {

  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
  private static final String WAITS = "WaitForFirstConsumer";

  private final KubernetesClient client;
  private final String helperNamespace;

  KubernetesClaimStore(KubernetesClient client, String helperNamespace) {
    this.client = client;
    this.helperNamespace = helperNamespace;
  }

  @Override
  public boolean namespaceExists(String namespace) {
    return Optional.ofNullable(client.namespaces().withName(namespace).get())
        .filter(found -> found.getMetadata().getDeletionTimestamp() == null)
        .isPresent();
  }

  @Override
  public Optional<ClaimView> find(String namespace, String name) {
    return Optional.ofNullable(
            client.persistentVolumeClaims().inNamespace(namespace).withName(name).get())
        .map(this::view);
  }

  @Override
  public Optional<StorageClassView> storageClass(String name) {
    return Optional.ofNullable(client.storage().v1().storageClasses().withName(name).get())
        .map(KubernetesClaimStore::view);
  }

  @Override
  public Optional<StorageClassView> defaultStorageClass() {
    return client.storage().v1().storageClasses().list().getItems().stream()
        .filter(found -> "true".equals(annotation(found.getMetadata(), DEFAULT_CLASS)))
        .findFirst()
        .map(KubernetesClaimStore::view);
  }

  @Override
  public void stage(
      TaskIdentity identity, String helper, VolumeClaim like, long bytes, boolean fromSnapshot) {
    PersistentVolumeClaimSpecBuilder spec = spec(like, bytes);
    if (fromSnapshot) {
      spec.withNewDataSource()
          .withApiGroup(SnapshotKinds.GROUP)
          .withKind(SnapshotKinds.SNAPSHOT_KIND)
          .withName(helper)
          .endDataSource();
    }
    create(StagedMetadata.of(identity, helper, like.name()), helperNamespace, spec.build());
  }

  @Override
  public Optional<ClaimView> staged(String helper) {
    return find(helperNamespace, helper);
  }

  @Override
  public List<String> warnings(String helper) {
    return Warnings.about(client, helperNamespace, "PersistentVolumeClaim", helper);
  }

  @Override
  public void unstage(TaskIdentity identity, String helper) {
    Fence.delete(
        identity, client.persistentVolumeClaims().inNamespace(helperNamespace).withName(helper));
  }

  @Override
  public void make(TaskIdentity identity, String namespace, VolumeClaim like, FilledVolume volume) {
    ObjectMeta metadata =
        new ObjectMetaBuilder()
            .withName(like.name())
            .withLabels(like.labels())
            .addToLabels(identity.marks())
            .addToAnnotations(Labels.RESTORED_FROM, volume.from())
            .build();
    create(
        metadata,
        namespace,
        spec(like, like.capacityBytes()).withVolumeName(volume.name()).build());
  }

  private void create(ObjectMeta metadata, String namespace, PersistentVolumeClaimSpec spec) {
    ApiCall.createIfAbsent(
        client
            .persistentVolumeClaims()
            .inNamespace(namespace)
            .resource(
                new PersistentVolumeClaimBuilder()
                    .withMetadata(metadata.edit().withNamespace(namespace).build())
                    .withSpec(spec)
                    .build()));
  }

  private static PersistentVolumeClaimSpecBuilder spec(VolumeClaim like, long bytes) {
    return new PersistentVolumeClaimSpecBuilder()
        .withAccessModes(like.accessModes())
        .withStorageClassName(like.storageClass())
        .withVolumeMode(like.volumeMode())
        .withNewResources()
        .addToRequests("storage", Sizes.quantity(bytes))
        .endResources();
  }

  private ClaimView view(PersistentVolumeClaim claim) {
    String volume = claim.getSpec().getVolumeName();
    boolean bound = volume != null && !volume.isEmpty();
    return new ClaimView(
        claim.getMetadata().getNamespace(),
        claim.getMetadata().getName(),
        claim.getStatus() == null || claim.getStatus().getPhase() == null
            ? "Pending"
            : claim.getStatus().getPhase(),
        bound ? volume : null,
        bound ? driver(volume) : null,
        Objects.requireNonNullElse(claim.getMetadata().getLabels(), Map.of()),
        annotation(claim.getMetadata(), Labels.RESTORED_FROM));
  }

  private @Nullable String driver(String volume) {
    PersistentVolume found = client.persistentVolumes().withName(volume).get();
    return found == null || found.getSpec().getCsi() == null
        ? null
        : found.getSpec().getCsi().getDriver();
  }

  private static StorageClassView view(StorageClass storageClass) {
    return new StorageClassView(
        storageClass.getMetadata().getName(),
        storageClass.getProvisioner(),
        WAITS.equals(storageClass.getVolumeBindingMode()));
  }

  private static @Nullable String annotation(ObjectMeta metadata, String key) {
    return metadata.getAnnotations() == null ? null : metadata.getAnnotations().get(key);
  }
}
