// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application.hold;

import io.slackwater.snapshot.application.Work;
import java.util.function.Consumer;

/**
 * One attempt of a coordinator, with its ports.
 *
 * @param onEnd takes what is to be done first when the run is cancelled or the attempt ended
 */
public record HoldAttempt(
    Work work,
    Barriers barriers,
    HoldRecords records,
    HoldSignals signals,
    Consumer<Runnable> onEnd) {}
