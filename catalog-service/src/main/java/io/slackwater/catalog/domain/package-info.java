// SPDX-License-Identifier: Apache-2.0
/**
 * What a run, a task, an attempt and a restore point are, how they change, and what follows from a
 * change. Pure: no input or output, no clock; everything here is immutable unless it says so.
 */
@NullMarked
package io.slackwater.catalog.domain;

import org.jspecify.annotations.NullMarked;
