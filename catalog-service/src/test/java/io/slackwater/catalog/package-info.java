// SPDX-License-Identifier: Apache-2.0
/** What the tests share, and the tests of the whole service. */
@NullMarked
package io.slackwater.catalog;

import org.jspecify.annotations.NullMarked;
