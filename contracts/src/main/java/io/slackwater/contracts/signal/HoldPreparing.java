// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.signal;

/** The coordinator has flushed and found its barriers: whoever takes part shall say prepared. */
public record HoldPreparing(HoldRef hold) implements HoldSignal {}
