// SPDX-License-Identifier: Apache-2.0
/** Configuration, wiring and the checks made at start. */
@NullMarked
package io.slackwater.policy.config;

import org.jspecify.annotations.NullMarked;
