// SPDX-License-Identifier: Apache-2.0
/** The small controllers: workloads, services, owners, namespaces. */
@NullMarked
package io.slackwater.sandbox.cluster.controllers;

import org.jspecify.annotations.NullMarked;
