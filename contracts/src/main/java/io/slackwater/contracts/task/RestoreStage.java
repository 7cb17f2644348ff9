// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

/** The definitions' stages of a restore, in order; volumes and loads come between them. */
public enum RestoreStage {
  /** Namespace, CRDs, service accounts, RBAC, ConfigMaps, Secrets, limits, priority classes. */
  PREREQUISITES,
  /** Claims that no artifact filled: made empty. */
  CLAIMS,
  /** The workloads that run data services; waited for until they are ready. */
  DATA_SERVICES,
  /** The other workloads, in the order of their dependencies. */
  WORKLOADS,
  /** Services, ingresses, policies of the network, custom resources and the rest. */
  NETWORK_AND_CUSTOM
}
