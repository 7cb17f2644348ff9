// SPDX-License-Identifier: Apache-2.0
/** What every cluster must do, a sandbox and a real one alike. */
@NullMarked
package io.slackwater.sandbox.cluster.conformance;

import org.jspecify.annotations.NullMarked;
