// SPDX-License-Identifier: Apache-2.0
/** What the executor framework calls: one handler for each kind of task. */
@NullMarked
package io.slackwater.snapshot.tasks;

import org.jspecify.annotations.NullMarked;
