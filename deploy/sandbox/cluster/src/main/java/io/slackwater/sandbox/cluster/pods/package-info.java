// SPDX-License-Identifier: Apache-2.0
/** The node: pods as real processes in namespaces of their own. */
@NullMarked
package io.slackwater.sandbox.cluster.pods;

import org.jspecify.annotations.NullMarked;
