// SPDX-License-Identifier: Apache-2.0
/**
 * What the cluster holds: objects, their kinds, one revision counter, the history of changes and
 * the journal.
 */
@NullMarked
package io.slackwater.sandbox.cluster.store;

import org.jspecify.annotations.NullMarked;
