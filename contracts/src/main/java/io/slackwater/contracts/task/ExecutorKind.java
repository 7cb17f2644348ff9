// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

/** The three executors of a cluster. */
public enum ExecutorKind {
  DISCOVERY,
  SNAPSHOT,
  DUMP
}
