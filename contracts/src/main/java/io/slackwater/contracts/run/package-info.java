// SPDX-License-Identifier: Apache-2.0
/** The plan and the end of one execution of a request. */
@NullMarked
package io.slackwater.contracts.run;

import org.jspecify.annotations.NullMarked;
