// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.sandbox.story.shop.Inventory;
import io.slackwater.sandbox.story.shop.Writings;

/**
 * The shop before the first disaster, which every restore is compared with.
 *
 * @param objects its objects, before anything was protected
 * @param written what its writers had written, after everything was
 */
record Original(Inventory objects, Writings written) {}
