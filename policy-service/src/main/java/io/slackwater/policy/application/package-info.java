// SPDX-License-Identifier: Apache-2.0
/** The use cases of policy-service and the ports that they need. */
@NullMarked
package io.slackwater.policy.application;

import org.jspecify.annotations.NullMarked;
