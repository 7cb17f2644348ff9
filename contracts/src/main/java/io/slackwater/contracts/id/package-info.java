// SPDX-License-Identifier: Apache-2.0
/**
 * Typed identifiers and their rules; every name that crosses the wire is checked when it is made.
 */
@NullMarked
package io.slackwater.contracts.id;

import org.jspecify.annotations.NullMarked;
