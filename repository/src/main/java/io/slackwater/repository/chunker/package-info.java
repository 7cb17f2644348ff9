// SPDX-License-Identifier: Apache-2.0
/** Content-defined chunking with Rabin fingerprints, with the same cuts as restic's. */
@NullMarked
package io.slackwater.repository.chunker;

import org.jspecify.annotations.NullMarked;
