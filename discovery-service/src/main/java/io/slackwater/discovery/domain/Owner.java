// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

/**
 * An owner reference.
 *
 * @param controller whether the owner is what makes and keeps the object
 */
public record Owner(GroupKind type, String name, String uid, boolean controller) {}
