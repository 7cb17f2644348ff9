// SPDX-License-Identifier: Apache-2.0

/** The application of the story: its manifests, and what proves that it is whole. */
@NullMarked
package io.slackwater.sandbox.story.shop;

import org.jspecify.annotations.NullMarked;
