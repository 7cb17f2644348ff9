// SPDX-License-Identifier: Apache-2.0
/** How volumes are kept. */
@NullMarked
package io.slackwater.sandbox.cluster.storage;

import org.jspecify.annotations.NullMarked;
