// SPDX-License-Identifier: Apache-2.0
/** Intents that portals, schedules and operators publish, and the answer to a bad one. */
@NullMarked
package io.slackwater.contracts.request;

import org.jspecify.annotations.NullMarked;
