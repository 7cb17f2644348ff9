// SPDX-License-Identifier: Apache-2.0
/**
 * What a blueprint is, and the words of its actions: detect, probe, dump, load, verify. One package
 * per kind beside it.
 */
@NullMarked
package io.slackwater.dataservices.blueprint;

import org.jspecify.annotations.NullMarked;
