// SPDX-License-Identifier: Apache-2.0
/** One sandbox cluster as a process: command line, wiring, start and stop. */
@NullMarked
package io.slackwater.sandbox.cluster;

import org.jspecify.annotations.NullMarked;
