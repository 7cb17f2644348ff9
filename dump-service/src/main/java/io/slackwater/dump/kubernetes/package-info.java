// SPDX-License-Identifier: Apache-2.0
/** The pods of data services, in a cluster. */
@NullMarked
package io.slackwater.dump.kubernetes;

import org.jspecify.annotations.NullMarked;
