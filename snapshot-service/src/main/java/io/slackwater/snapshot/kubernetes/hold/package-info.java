// SPDX-License-Identifier: Apache-2.0
/** The pods that write, and the barriers that bar them, in a cluster. */
@NullMarked
package io.slackwater.snapshot.kubernetes.hold;

import org.jspecify.annotations.NullMarked;
