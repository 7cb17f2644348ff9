// SPDX-License-Identifier: Apache-2.0
/** Events as rows of the transaction that made them true, and the relay that publishes them. */
@NullMarked
package io.slackwater.outbox;

import org.jspecify.annotations.NullMarked;
