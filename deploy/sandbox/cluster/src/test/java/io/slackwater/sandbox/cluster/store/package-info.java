// SPDX-License-Identifier: Apache-2.0
/** Objects, changes and the journal. */
@NullMarked
package io.slackwater.sandbox.cluster.store;

import org.jspecify.annotations.NullMarked;
