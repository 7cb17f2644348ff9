// SPDX-License-Identifier: Apache-2.0
/** Tests of the package of the same name. */
@NullMarked
package io.slackwater.catalog.messaging;

import org.jspecify.annotations.NullMarked;
