// SPDX-License-Identifier: Apache-2.0
/**
 * Barriers: sessions in pods that bar an application's writers for a bounded time, and prove that
 * they do. What bars them is elsewhere (a blueprint, a command of the application's own).
 */
@NullMarked
package io.slackwater.dataservices.hold;

import org.jspecify.annotations.NullMarked;
