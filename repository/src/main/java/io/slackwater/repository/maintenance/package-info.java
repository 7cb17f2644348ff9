// SPDX-License-Identifier: Apache-2.0
/** Check, forget, prune and statistics. */
@NullMarked
package io.slackwater.repository.maintenance;

import org.jspecify.annotations.NullMarked;
