// SPDX-License-Identifier: Apache-2.0
/** What can be configured, one interface per concern, and how the parts are put together. */
@NullMarked
package io.slackwater.catalog.config;

import org.jspecify.annotations.NullMarked;
