// SPDX-License-Identifier: Apache-2.0
/** Work for one executor on one cluster, and what the executor reports of it. */
@NullMarked
package io.slackwater.contracts.task;

import org.jspecify.annotations.NullMarked;
