// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.contracts.id.ExecutorId;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the Lease of an executor says of its repository locks.
 *
 * @param byLock each lock's repository, by the lock file's name
 */
record NamedLocks(Map<String, RepositoryRef> byLock) {

  static final Map<String, String> LABELS = Map.of("slackwater.io/claim", "repository-locks");
  static final String ANNOTATION = "slackwater.io/repository-locks";

  private static final TypeReference<TreeMap<String, RepositoryRef>> TYPE =
      new TypeReference<>() {};

  static String leaseName(ExecutorId owner) {
    return "slackwater-locks-" + owner;
  }

  static NamedLocks of(Lease lease) {
    Map<String, String> annotations = lease.getMetadata().getAnnotations();
    String text = annotations == null ? null : annotations.get(ANNOTATION);
    if (text == null) {
      return new NamedLocks(Map.of());
    }
    try {
      return new NamedLocks(ContractJson.mapper().readValue(text, TYPE));
    } catch (JsonProcessingException e) {
      throw new TaskFailedException(
          "the Lease %s has an annotation %s that cannot be read: remove its locks with unlock, and then the Lease"
              .formatted(lease.getMetadata().getName(), ANNOTATION),
          true,
          e);
    }
  }

  String text() {
    try {
      return ContractJson.mapper().writeValueAsString(byLock);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("names of locks can be written", e);
    }
  }
}
