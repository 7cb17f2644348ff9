// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

/** Whether restore points are retired at all. */
public record RetentionSwitch(boolean on) {}
