// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.Refusal;
import java.util.List;
import java.util.Locale;

/** Refusals as problems. */
final class Refusals {
  private Refusals() {}

  static Problem problem(Admission.Refused refused) {
    List<Refusal> all = refused.refusals();
    Refusal first = all.getFirst();
    return new Problem(
        "urn:slackwater:problem:" + name(first.kind()),
        status(first.kind()) == 404 ? "Not found" : "Refused",
        status(first.kind()),
        first.detail(),
        all.stream().map(r -> new Problem.Fault(name(r.kind()), r.detail())).toList());
  }

  private static int status(Refusal.Kind kind) {
    return switch (kind) {
      case UNKNOWN_RESTORE_POINT, UNKNOWN_RUN -> 404;
      case NOT_RESTORABLE,
          NAMESPACE_EXISTS,
          TARGET_BUSY,
          NOT_EXPORTED,
          NO_DUMP,
          NO_EXECUTOR,
          NOT_RESUMABLE,
          NOT_CANCELLABLE ->
          409;
      case INVALID_PATH -> 400;
    };
  }

  private static String name(Refusal.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
