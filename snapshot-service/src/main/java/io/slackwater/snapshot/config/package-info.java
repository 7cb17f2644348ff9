// SPDX-License-Identifier: Apache-2.0
/** The settings of snapshot-service, and how its parts are put together from them. */
@NullMarked
package io.slackwater.snapshot.config;

import org.jspecify.annotations.NullMarked;
