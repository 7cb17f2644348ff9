// SPDX-License-Identifier: Apache-2.0
/**
 * The hold: bars an application's writers for a bounded time, cuts inside it, and proves that they
 * were barred; with the ports it needs for that.
 */
@NullMarked
package io.slackwater.snapshot.application.hold;

import org.jspecify.annotations.NullMarked;
