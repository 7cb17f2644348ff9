// SPDX-License-Identifier: Apache-2.0
/** What a hold is about: who writes where, what bars them, and what was proved of it. */
@NullMarked
package io.slackwater.snapshot.domain.hold;

import org.jspecify.annotations.NullMarked;
