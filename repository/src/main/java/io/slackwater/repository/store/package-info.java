// SPDX-License-Identifier: Apache-2.0
/**
 * Reads and writes encrypted files and blobs through a backend; the layer that backup, restore and
 * maintenance share.
 */
@NullMarked
package io.slackwater.repository.store;

import org.jspecify.annotations.NullMarked;
