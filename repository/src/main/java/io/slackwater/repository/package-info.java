// SPDX-License-Identifier: Apache-2.0
/**
 * The backup repository: open or create one, back up, restore, list and maintain it. Everything a
 * dependent needs starts at {@link io.slackwater.repository.Repository}.
 */
@NullMarked
package io.slackwater.repository;

import org.jspecify.annotations.NullMarked;
