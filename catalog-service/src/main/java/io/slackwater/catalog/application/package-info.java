// SPDX-License-Identifier: Apache-2.0
/** Use cases, and the ports through which they reach the database and the brokers. */
@NullMarked
package io.slackwater.catalog.application;

import org.jspecify.annotations.NullMarked;
