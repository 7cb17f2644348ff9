// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import java.time.Duration;

/**
 * A barrier that held until it was taken down.
 *
 * @param held how long the writers were barred, by the clock of what barred them; zero when that
 *     does not say
 */
public record Release(Duration held) {}
