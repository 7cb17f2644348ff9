// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

/** Says what a trailer means, in words for a person. */
final class Verdicts {

  private Verdicts() {}

  static ExecFailedException problem(PodTarget target, String problem) {
    if (problem.startsWith("missing")) {
      return new PodToolMissingException(
          target, "the container lacks" + problem.substring("missing".length()));
    }
    return switch (problem) {
      case "nodir" ->
          new PodToolMissingException(
              target,
              "no directory can be made under TMPDIR, /tmp, /dev/shm or /var/tmp; mount an emptyDir at one of them");
      case "refused" ->
          new StreamCorruptedException(
              target, "the input did not arrive as it was sent; the tool was not started");
      default -> new StreamCutShortException(target, problem);
    };
  }

  static ExecFailedException toolFailed(PodTarget target, int exit, Trailer trailer) {
    if (exit == 126 || exit == 127) {
      return new PodToolMissingException(
          target, "the tool cannot be run, exit code " + exit + messages(trailer));
    }
    return new ToolFailedException(
        target, "the tool ended with exit code " + exit + messages(trailer));
  }

  static String messages(Trailer trailer) {
    return trailer.messages().isEmpty() ? "" : ": " + String.join("\n", trailer.messages());
  }
}
