// SPDX-License-Identifier: Apache-2.0
/**
 * The decisions of snapshot-service: what may be snapshotted, what of an older attempt is adopted,
 * what a mover said. No Kubernetes here.
 */
@NullMarked
package io.slackwater.snapshot.domain;

import org.jspecify.annotations.NullMarked;
