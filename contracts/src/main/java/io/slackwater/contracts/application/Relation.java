// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

/** How one part of an application depends on another: {@code from} needs {@code to}. */
public record Relation(ObjectRef from, RelationKind kind, ObjectRef to) {}
