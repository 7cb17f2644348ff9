// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.progress;

/**
 * How far an operation is.
 *
 * @param files files done so far
 * @param totalFiles files to do, 0 where not known
 * @param bytes plain bytes done so far
 * @param totalBytes plain bytes to do, 0 where not known
 */
public record Progress(long files, long totalFiles, long bytes, long totalBytes) {}
