/** Proofs against the real restic. */
@NullMarked
package io.slackwater.repository.interop;

import org.jspecify.annotations.NullMarked;
