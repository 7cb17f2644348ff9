// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.signal;

/**
 * The hold came to nothing and bars nobody: whatever shows it is void.
 *
 * @param reason what ended it
 */
public record HoldAborted(HoldRef hold, String reason) implements HoldSignal {}
