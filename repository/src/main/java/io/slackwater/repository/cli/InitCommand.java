// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.crypto.Password;
import java.nio.file.Path;

/** Creates a repository. */
final class InitCommand implements Command {

  private static final Option RECOVERY =
      Option.of(
          "recovery-password-file",
          "FILE",
          "The file of a second password, kept elsewhere, that opens the same repository.");

  @Override
  public Syntax syntax() {
    return Syntax.of("init", "Creates a repository.", RECOVERY);
  }

  @Override
  public int run(Invocation line) {
    GlobalOptions options = line.options();
    String recoveryFile = line.arguments().last(RECOVERY);
    Password recovery = recoveryFile == null ? null : GlobalOptions.read(Path.of(recoveryFile));
    Output output = line.output();
    try (Repository repository =
        Repository.init(options.backend(), options.client(), options.password(), recovery)) {
      output.result(
          output
              .message("initialized")
              .put("id", repository.id())
              .put("repository", repository.location()),
          "created repository %s at %s".formatted(repository.id(), repository.location()));
    }
    return ExitCode.OK;
  }
}
