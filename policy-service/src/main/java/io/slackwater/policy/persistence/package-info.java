// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL through Hibernate Reactive: the stores behind the ports. */
@NullMarked
package io.slackwater.policy.persistence;

import org.jspecify.annotations.NullMarked;
