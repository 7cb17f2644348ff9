// SPDX-License-Identifier: Apache-2.0
/** What requests ask for. */
@NullMarked
package io.slackwater.sandbox.cluster.api;

import org.jspecify.annotations.NullMarked;
