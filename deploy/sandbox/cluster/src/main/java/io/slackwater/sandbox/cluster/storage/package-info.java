// SPDX-License-Identifier: Apache-2.0
/** Volumes and snapshots as a CSI driver and its sidecars would provide them. */
@NullMarked
package io.slackwater.sandbox.cluster.storage;

import org.jspecify.annotations.NullMarked;
