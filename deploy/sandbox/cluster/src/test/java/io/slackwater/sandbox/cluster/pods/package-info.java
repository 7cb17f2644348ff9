// SPDX-License-Identifier: Apache-2.0
/** How pods are made. */
@NullMarked
package io.slackwater.sandbox.cluster.pods;

import org.jspecify.annotations.NullMarked;
