// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import java.time.Duration;

/**
 * How to load.
 *
 * @param keepReplaced whether the databases that were there before are kept, renamed to {@code
 *     <name>_before_<id>_<attempt>}
 * @param partTimeout for loading one part
 * @param standing asked before each step that creates, drops or switches; what it throws ends the
 *     load and is passed on as it is
 */
public record LoadOptions(boolean keepReplaced, Duration partTimeout, Standing standing) {}
