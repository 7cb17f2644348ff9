// SPDX-License-Identifier: Apache-2.0

/** The launcher: every server of the sandbox as a process, started, killed, restarted, stopped. */
@NullMarked
package io.slackwater.sandbox.story.stack;

import org.jspecify.annotations.NullMarked;
