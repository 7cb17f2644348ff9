// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.domain.CatalogException;

/** A request that cannot be answered as asked; becomes its problem. */
final class ProblemException extends CatalogException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  static ProblemException notFound(String what, String id, String list) {
    return new ProblemException(
        Problem.of(
            404,
            "not-found",
            "Not found",
            "there is no %s %s: list them with GET %s".formatted(what, id, list)));
  }

  static ProblemException invalid(String detail) {
    return new ProblemException(Problem.of(400, "invalid-request", "Invalid request", detail));
  }
}
