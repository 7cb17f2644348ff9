// SPDX-License-Identifier: Apache-2.0
/** Pack files: blobs one after another, closed by an encrypted header. */
@NullMarked
package io.slackwater.repository.pack;

import org.jspecify.annotations.NullMarked;
