// SPDX-License-Identifier: Apache-2.0
/** The cluster as a process. */
@NullMarked
package io.slackwater.sandbox.cluster;

import org.jspecify.annotations.NullMarked;
