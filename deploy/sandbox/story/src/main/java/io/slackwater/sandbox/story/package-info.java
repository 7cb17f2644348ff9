// SPDX-License-Identifier: Apache-2.0

/** The story of the demo: an application is protected, destroyed and brought back, and checked. */
@NullMarked
package io.slackwater.sandbox.story;

import org.jspecify.annotations.NullMarked;
