// SPDX-License-Identifier: Apache-2.0
/** Lock files: shared for writers, exclusive for deleters, refreshed while held. */
@NullMarked
package io.slackwater.repository.lock;

import org.jspecify.annotations.NullMarked;
