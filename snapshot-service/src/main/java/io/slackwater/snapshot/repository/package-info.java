// SPDX-License-Identifier: Apache-2.0
/** Exports in the backup repositories, by the repository engine. */
@NullMarked
package io.slackwater.snapshot.repository;

import org.jspecify.annotations.NullMarked;
