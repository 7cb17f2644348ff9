// SPDX-License-Identifier: Apache-2.0
/** Backup: directories and streams into blobs, trees and one snapshot. */
@NullMarked
package io.slackwater.repository.archive;

import org.jspecify.annotations.NullMarked;
