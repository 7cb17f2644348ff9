// SPDX-License-Identifier: Apache-2.0
/** The Kubernetes HTTP API: paths, verbs, discovery, patches, watches. */
@NullMarked
package io.slackwater.sandbox.cluster.api;

import org.jspecify.annotations.NullMarked;
