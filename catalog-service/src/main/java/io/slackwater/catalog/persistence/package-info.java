// SPDX-License-Identifier: Apache-2.0
/**
 * The database: entities for what is changed under a lock, SQL for what is only read or appended.
 */
@NullMarked
package io.slackwater.catalog.persistence;

import org.jspecify.annotations.NullMarked;
