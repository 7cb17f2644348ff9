// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.LocationName;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The pairs of keys by which this executor's clusters open repositories of others: each a Secret in
 * Slackwater's namespace, so that every executor of the cluster has it and nobody else.
 * Thread-safe.
 */
@Singleton
final class HolderKeys {

  private static final String NAME = "slackwater-key-";
  private static final String LABEL = "slackwater.io/temporary-key";
  private static final String NOT_AFTER = "slackwater.io/not-after";
  private static final String LOCATION = "slackwater.io/location";
  private static final String REPOSITORY = "slackwater.io/repository";
  private static final String HOLDER = "slackwater.io/holder";
  private static final String PRIVATE = "private-key";
  private static final String PUBLIC = "public-key";

  private final Clusters clusters;

  HolderKeys(Clusters clusters) {
    this.clusters = clusters;
  }

  /** Makes the holder's pair where there is none; the same pair again for who asks again. */
  HeldKey prepare(ClusterId cluster, String holder, RepositoryRef repository, Instant notAfter) {
    clusters.ensureNamespace(cluster);
    KeyPair pair = SharedPassword.pair();
    Secret made =
        new SecretBuilder()
            .withNewMetadata()
            .withName(NAME + holder)
            .withNamespace(clusters.namespace())
            .withLabels(Map.of(LABEL, "true"))
            .withAnnotations(
                Map.of(
                    HOLDER, holder,
                    LOCATION, repository.location().value(),
                    REPOSITORY, repository.path(),
                    NOT_AFTER, notAfter.toString()))
            .endMetadata()
            .withType("Opaque")
            .withData(
                Map.of(
                    PRIVATE, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    PUBLIC,
                        Base64.getEncoder()
                            .encodeToString(
                                SharedPassword.text(pair.getPublic())
                                    .getBytes(StandardCharsets.US_ASCII))))
            .build();
    try {
      return held(clusters.client(cluster).secrets().resource(made).create());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return find(cluster, holder)
          .orElseThrow(
              () ->
                  new TaskFailedException(
                      "the key of %s went away while it was made".formatted(holder), true));
    }
  }

  /** Whether this executor is one of that cluster's. */
  boolean serves(ClusterId cluster) {
    return clusters.served().contains(cluster);
  }

  /** The holder's pair, in whichever cluster served has it. */
  Optional<HeldKey> find(String holder) {
    return clusters.served().stream()
        .flatMap(cluster -> find(cluster, holder).stream())
        .findFirst();
  }

  /** Removes the holder's pair; does nothing when it is gone. */
  void remove(ClusterId cluster, String holder) {
    secrets(cluster).withName(NAME + holder).delete();
  }

  /** Pairs that nobody may need any more. */
  List<HeldKey> expired(ClusterId cluster, Instant now) {
    return secrets(cluster).withLabel(LABEL, "true").list().getItems().stream()
        .map(HolderKeys::held)
        .filter(key -> key.notAfter().isBefore(now))
        .toList();
  }

  private Optional<HeldKey> find(ClusterId cluster, String holder) {
    return Optional.ofNullable(secrets(cluster).withName(NAME + holder).get())
        .map(HolderKeys::held);
  }

  private NonNamespaceOperation<Secret, SecretList, Resource<Secret>> secrets(ClusterId cluster) {
    return clusters.client(cluster).secrets().inNamespace(clusters.namespace());
  }

  private static HeldKey held(Secret secret) {
    Map<String, String> about = secret.getMetadata().getAnnotations();
    return new HeldKey(
        text(about, HOLDER),
        new RepositoryRef(new LocationName(text(about, LOCATION)), text(about, REPOSITORY)),
        new String(
            Base64.getDecoder().decode(text(secret.getData(), PUBLIC)), StandardCharsets.US_ASCII),
        SharedPassword.privateKey(Base64.getDecoder().decode(text(secret.getData(), PRIVATE))),
        Instant.parse(text(about, NOT_AFTER)));
  }

  private static String text(Map<String, String> of, String name) {
    return Objects.requireNonNull(of.get(name), "a Secret of a temporary key has " + name);
  }
}
