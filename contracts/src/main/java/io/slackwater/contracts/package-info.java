// SPDX-License-Identifier: Apache-2.0
/** The language of Slackwater on the wire. */
@NullMarked
package io.slackwater.contracts;

import org.jspecify.annotations.NullMarked;
