// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

/**
 * Something that is missing in a snapshot because it could not be read.
 *
 * @param path what
 * @param reason why
 */
public record UnreadPath(String path, String reason) {}
