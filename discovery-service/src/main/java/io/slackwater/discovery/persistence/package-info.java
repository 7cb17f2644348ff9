// SPDX-License-Identifier: Apache-2.0
/** Definitions and manifests in the backup repository. */
@NullMarked
package io.slackwater.discovery.persistence;

import org.jspecify.annotations.NullMarked;
