// SPDX-License-Identifier: Apache-2.0
/** Use cases (discover, capture, restore, verify, seal) and the ports they need. */
@NullMarked
package io.slackwater.discovery.application;

import org.jspecify.annotations.NullMarked;
