// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.TaskIdentity;

/** One attempt at work in its cluster. */
public record Work(TaskIdentity identity, Cluster cluster, Patience patience, Progress progress) {}
