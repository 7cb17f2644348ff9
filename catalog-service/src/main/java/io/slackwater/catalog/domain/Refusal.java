// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

/**
 * Why a restore, or whatever else somebody asked for, is refused, before anything is touched.
 *
 * @param detail what is wrong and what to do
 */
public record Refusal(Kind kind, String detail) {
  /** What is wrong, by name. */
  public enum Kind {
    UNKNOWN_RESTORE_POINT,
    NOT_RESTORABLE,
    NAMESPACE_EXISTS,
    TARGET_BUSY,
    NOT_EXPORTED,
    NO_DUMP,
    NO_EXECUTOR,
    UNKNOWN_RUN,
    NOT_RESUMABLE,
    NOT_CANCELLABLE,
    INVALID_PATH
  }
}
