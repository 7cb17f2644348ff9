// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

/** The kinds of dependency between the parts of an application. */
public enum RelationKind {
  /** A workload mounts a claim, ConfigMap or Secret. */
  MOUNTS,
  /** A workload reads a ConfigMap or Secret into its environment. */
  READS,
  /** A workload runs as a service account. */
  RUNS_AS,
  /** A service routes to a workload. */
  ROUTES_TO,
  /** An object was made by, and goes with, another. */
  OWNED_BY,
  /** A custom resource is of a definition. */
  DEFINED_BY,
  /** A role binding grants a role to a service account. */
  GRANTS
}
