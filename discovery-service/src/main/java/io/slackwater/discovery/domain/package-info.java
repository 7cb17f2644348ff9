// SPDX-License-Identifier: Apache-2.0
/**
 * What an application is: which objects belong to it, how they relate, what a capture leaves out,
 * what a restore strips, in which order it works, and when two objects are equal. No input or
 * output.
 */
@NullMarked
package io.slackwater.discovery.domain;

import org.jspecify.annotations.NullMarked;
