// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.signal;

/** Every barrier held until every artifact was cut: what shows this hold is worth keeping. */
public record HoldSealed(HoldRef hold) implements HoldSignal {}
