// SPDX-License-Identifier: Apache-2.0
/** What the tests of discovery share. */
@NullMarked
package io.slackwater.discovery;

import org.jspecify.annotations.NullMarked;
