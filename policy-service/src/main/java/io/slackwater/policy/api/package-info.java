// SPDX-License-Identifier: Apache-2.0
/** The REST interface of policies. */
@NullMarked
package io.slackwater.policy.api;

import org.jspecify.annotations.NullMarked;
