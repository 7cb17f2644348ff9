// SPDX-License-Identifier: Apache-2.0
/** Proofs against the real restic. */
@NullMarked
package io.slackwater.repository.interop;

import org.jspecify.annotations.NullMarked;
