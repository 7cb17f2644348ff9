// SPDX-License-Identifier: Apache-2.0
/** Everything that takes part in a hold dies at every border of its protocol. */
@NullMarked
package io.slackwater.sandbox.story.matrix;

import org.jspecify.annotations.NullMarked;
