// SPDX-License-Identifier: Apache-2.0
/** What tasks produce, and what a restore needs to find it again. */
@NullMarked
package io.slackwater.contracts.artifact;

import org.jspecify.annotations.NullMarked;
