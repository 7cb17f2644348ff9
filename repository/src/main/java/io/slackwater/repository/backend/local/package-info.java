// SPDX-License-Identifier: Apache-2.0
/** A repository in a directory of the local file system. */
@NullMarked
package io.slackwater.repository.backend.local;

import org.jspecify.annotations.NullMarked;
