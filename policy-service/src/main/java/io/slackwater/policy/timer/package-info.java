// SPDX-License-Identifier: Apache-2.0
/** What the passing of time calls. */
@NullMarked
package io.slackwater.policy.timer;

import org.jspecify.annotations.NullMarked;
