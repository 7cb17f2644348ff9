// SPDX-License-Identifier: Apache-2.0
/** Tests of schedules, rules and plans. */
@NullMarked
package io.slackwater.policy.domain;

import org.jspecify.annotations.NullMarked;
