// SPDX-License-Identifier: Apache-2.0
/**
 * The cluster's API: reading, writing and watching objects, and asking data services for their
 * version.
 */
@NullMarked
package io.slackwater.discovery.kubernetes;

import org.jspecify.annotations.NullMarked;
