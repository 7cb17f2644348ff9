// SPDX-License-Identifier: Apache-2.0
/** Settings, and the wiring of the service. */
@NullMarked
package io.slackwater.discovery.config;

import org.jspecify.annotations.NullMarked;
