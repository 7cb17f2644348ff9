// SPDX-License-Identifier: Apache-2.0
/** Sessions into running containers: exec streams over websockets, and logs. */
@NullMarked
package io.slackwater.sandbox.cluster.exec;

import org.jspecify.annotations.NullMarked;
