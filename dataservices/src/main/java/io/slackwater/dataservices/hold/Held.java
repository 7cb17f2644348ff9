// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import java.time.Duration;

/**
 * Proof that the writers were barred when this was asked.
 *
 * @param nonce what was asked with
 * @param held for how long, by the clock of what bars them; zero when that does not say
 */
public record Held(String nonce, Duration held) {}
