// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.snapshot.application.hold.HoldRecords;
import io.slackwater.snapshot.domain.HoldFailedException;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.ObjectNames;
import io.slackwater.snapshot.domain.SealUnknownException;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records as Leases in Slackwater's namespace. A record belongs to the newest attempt that took it;
 * each change holds only for the version that was looked at. Thread-safe.
 */
public final class KubernetesHoldRecords implements HoldRecords {

  private static final JsonMapper JSON = ContractJson.mapper();

  private final KubernetesClient client;
  private final String namespace;

  /** Records in a namespace of the client's cluster; the client stays the caller's. */
  public KubernetesHoldRecords(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  @Override
  public Optional<HoldArtifact> take(TaskIdentity identity) {
    Resource<Lease> record = record(identity.run());
    if (record.get() == null) {
      ApiCall.createIfAbsent(client.leases().inNamespace(namespace).resource(empty(identity)));
    }
    Fence.takeOver(identity, record);
    return sealed(record.get());
  }

  @Override
  public void begin(TaskIdentity identity, HoldId hold) {
    Fence.patch(
        identity,
        record(identity.run()),
        there -> Optional.of(annotated(Map.of(Labels.HOLD, hold.value()))));
  }

  @Override
  public void seal(TaskIdentity identity, HoldArtifact artifact) {
    Map<String, Object> seal = annotated(Map.of(Labels.SEALED, text(artifact)));
    try {
      Fence.patch(
          identity,
          record(identity.run()),
          there ->
              artifact.hold().value().equals(Fence.annotation(there, Labels.HOLD))
                  ? Optional.of(seal)
                  : Optional.empty());
      if (sealed(record(identity.run()).get()).filter(artifact::equals).isEmpty()) {
        throw new HoldFailedException(
            "the record of hold %s, Lease '%s/%s', was changed or deleted by somebody: its seal does not count"
                .formatted(artifact.hold(), namespace, ObjectNames.holdRecord(identity.run())),
            true);
      }
    } catch (KubernetesClientException e) {
      throw new SealUnknownException(artifact.hold(), String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> annotated(Map<String, String> annotations) {
    return Map.of("metadata", Map.of("annotations", annotations));
  }

  private static Optional<HoldArtifact> sealed(@Nullable Lease record) {
    String text = record == null ? null : Fence.annotation(record, Labels.SEALED);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(text, HoldArtifact.class));
    } catch (JsonProcessingException e) {
      throw new HoldFailedException(
          "the record of a sealed hold cannot be read (%s): delete its Lease and back up again"
              .formatted(e.getOriginalMessage()),
          false);
    }
  }

  private static String text(HoldArtifact artifact) {
    try {
      return JSON.writeValueAsString(artifact);
    } catch (JsonProcessingException e) {
      throw new HoldFailedException(
          "what hold %s proved cannot be written: %s"
              .formatted(artifact.hold(), e.getOriginalMessage()),
          false);
    }
  }

  private Lease empty(TaskIdentity identity) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withName(ObjectNames.holdRecord(identity.run()))
        .withNamespace(namespace)
        .withLabels(identity.labels())
        .addToLabels(StagedMetadata.HELPER, Labels.TRUE)
        .addToAnnotations(Labels.NOT_AFTER, identity.notAfter().toString())
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .build();
  }

  private Resource<Lease> record(RunId run) {
    return client.leases().inNamespace(namespace).withName(ObjectNames.holdRecord(run));
  }
}
