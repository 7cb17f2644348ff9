// SPDX-License-Identifier: Apache-2.0
/**
 * Where a repository's files lie: the interface every storage implements, and how a location is
 * written.
 */
@NullMarked
package io.slackwater.repository.backend;

import org.jspecify.annotations.NullMarked;
