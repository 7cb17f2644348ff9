// SPDX-License-Identifier: Apache-2.0
/**
 * What a policy is, when it fires, and what a run of it consists of; knows only the JDK and the
 * contracts.
 */
@NullMarked
package io.slackwater.policy.domain;

import org.jspecify.annotations.NullMarked;
