// SPDX-License-Identifier: Apache-2.0
/** Index files, and the index in memory: which blob lies where. */
@NullMarked
package io.slackwater.repository.index;

import org.jspecify.annotations.NullMarked;
