// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;

/** What a snapshot in a repository belongs to. */
public record CaptureTags(
    TaskId task, RunId run, RestorePointId restorePoint, ApplicationId application) {}
