// SPDX-License-Identifier: Apache-2.0
/**
 * Every failure that the repository reports, under one root exception; each names what failed,
 * where, and what to do.
 */
@NullMarked
package io.slackwater.repository.error;

import org.jspecify.annotations.NullMarked;
