// SPDX-License-Identifier: Apache-2.0

/** Real servers that a test or the sandbox starts for itself and stops again. */
@NullMarked
package io.slackwater.sandbox.testing;

import org.jspecify.annotations.NullMarked;
