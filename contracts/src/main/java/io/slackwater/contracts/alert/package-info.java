// SPDX-License-Identifier: Apache-2.0
/** What a human should look at. */
@NullMarked
package io.slackwater.contracts.alert;

import org.jspecify.annotations.NullMarked;
