// SPDX-License-Identifier: Apache-2.0

/** The sandbox's object storage: an S3 endpoint on a directory, in a process of its own. */
@NullMarked
package io.slackwater.sandbox.objectstore;

import org.jspecify.annotations.NullMarked;
