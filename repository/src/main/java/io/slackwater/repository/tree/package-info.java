// SPDX-License-Identifier: Apache-2.0
/**
 * Trees and nodes: directories as restic writes them, byte for byte, and how they map to a file
 * system.
 */
@NullMarked
package io.slackwater.repository.tree;

import org.jspecify.annotations.NullMarked;
