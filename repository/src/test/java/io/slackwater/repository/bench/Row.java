// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

/**
 * One measured command.
 *
 * @param set the data set
 * @param operation full, incremental, ranges, unchanged or restore
 * @param contender who did it
 * @param round from 1
 * @param usage what it cost
 * @param repositoryMegabytes size of the repository afterwards
 */
record Row(
    String set,
    String operation,
    String contender,
    int round,
    Usage usage,
    double repositoryMegabytes) {}
