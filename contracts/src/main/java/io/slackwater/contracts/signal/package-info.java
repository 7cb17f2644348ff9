// SPDX-License-Identifier: Apache-2.0
/** What executors and catalog-service tell every replica of a cluster's executors at once. */
@NullMarked
package io.slackwater.contracts.signal;

import org.jspecify.annotations.NullMarked;
