// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import java.time.Duration;

/**
 * How to load.
 *
 * @param keepReplaced whether the databases that were there before are kept, renamed to {@code
 *     <name>_before_<id>}
 * @param partTimeout for loading one part
 */
public record LoadOptions(boolean keepReplaced, Duration partTimeout) {}
