// SPDX-License-Identifier: Apache-2.0
/** How a caller follows and cancels a long operation. */
@NullMarked
package io.slackwater.repository.progress;

import org.jspecify.annotations.NullMarked;
