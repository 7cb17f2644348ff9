// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.crypto.Password;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Creates a repository. */
@Command(name = "init", description = "Creates a repository.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class InitCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;

  @Option(
      names = "--recovery-password-file",
      description =
          "The file of a second password, kept elsewhere, that opens the same repository.")
  private @Nullable Path recoveryFile;

  @Override
  public Integer call() {
    GlobalOptions options = parent.options();
    Password recovery = recoveryFile == null ? null : GlobalOptions.read(recoveryFile);
    Output output = parent.output();
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
