// SPDX-License-Identifier: Apache-2.0
/** What discovery-service says of the applications of a cluster. */
@NullMarked
package io.slackwater.contracts.application;

import org.jspecify.annotations.NullMarked;
