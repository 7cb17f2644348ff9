// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of the operating system that Java has no classes for: extended attributes, holes,
 * special files, times of symbolic links. Paths are bytes.
 */
@NullMarked
package io.slackwater.repository.posix;

import org.jspecify.annotations.NullMarked;
