// SPDX-License-Identifier: Apache-2.0

/** How the story talks to Slackwater: the APIs of the hub, requests and events over Kafka. */
@NullMarked
package io.slackwater.sandbox.story.hub;

import org.jspecify.annotations.NullMarked;
