// SPDX-License-Identifier: Apache-2.0
/** Tests of the checks made at start. */
@NullMarked
package io.slackwater.policy.config;

import org.jspecify.annotations.NullMarked;
