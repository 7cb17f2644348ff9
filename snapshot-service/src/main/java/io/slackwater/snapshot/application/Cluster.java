// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

/** The ports of one cluster. */
public record Cluster(
    SnapshotStore snapshots,
    ClaimStore claims,
    VolumeStore volumes,
    Movers movers,
    Leftovers leftovers) {}
