// SPDX-License-Identifier: Apache-2.0
/** The work of this executor, one handler per kind of task. */
@NullMarked
package io.slackwater.dump.tasks;

import org.jspecify.annotations.NullMarked;
