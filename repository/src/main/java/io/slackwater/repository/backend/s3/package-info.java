// SPDX-License-Identifier: Apache-2.0
/** A repository in an S3 bucket, below a prefix. */
@NullMarked
package io.slackwater.repository.backend.s3;

import org.jspecify.annotations.NullMarked;
