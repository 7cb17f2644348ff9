// SPDX-License-Identifier: Apache-2.0
/** The complete description of a backup run's result. */
@NullMarked
package io.slackwater.contracts.restorepoint;

import org.jspecify.annotations.NullMarked;
