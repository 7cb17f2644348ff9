// SPDX-License-Identifier: Apache-2.0
/** What can be set. */
@NullMarked
package io.slackwater.dump.config;

import org.jspecify.annotations.NullMarked;
