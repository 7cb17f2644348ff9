// SPDX-License-Identifier: Apache-2.0
/** The ports on a real cluster: CSI snapshots, claims, volumes and mover pods. */
@NullMarked
package io.slackwater.snapshot.kubernetes;

import org.jspecify.annotations.NullMarked;
