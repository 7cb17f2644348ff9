// SPDX-License-Identifier: Apache-2.0
/** REST and the live stream: what the catalog shows, and restores that people ask for. */
@NullMarked
package io.slackwater.catalog.api;

import org.jspecify.annotations.NullMarked;
