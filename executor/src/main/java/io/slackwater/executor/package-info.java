// SPDX-License-Identifier: Apache-2.0
/**
 * What every executor does: takes tasks when a slot is free, fences attempts, holds Leases,
 * reports, and stops when it can no longer be heard.
 */
@NullMarked
package io.slackwater.executor;

import org.jspecify.annotations.NullMarked;
