// SPDX-License-Identifier: Apache-2.0
/** Dumping, loading and verifying data services, and what that needs of cluster and repository. */
@NullMarked
package io.slackwater.dump.application;

import org.jspecify.annotations.NullMarked;
