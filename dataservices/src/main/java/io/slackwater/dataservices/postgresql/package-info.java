// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL (10 and later) as a blueprint: its client tools, run beside the server in its own
 * container.
 */
@NullMarked
package io.slackwater.dataservices.postgresql;

import org.jspecify.annotations.NullMarked;
