// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.restorepoint;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.RunId;

/**
 * From where a catalog has a restore point that it did not see being made.
 *
 * @param repository in which its description was found
 * @param manifest the repository's snapshot that holds the description
 * @param importedBy the run that took it in
 */
public record RestorePointOrigin(RepositoryRef repository, String manifest, RunId importedBy) {}
