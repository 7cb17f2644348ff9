// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Does a little of everything in one process, from which Java's ahead-of-time cache learns what a
 * mover needs in its first second: see {@code scripts/mover}.
 */
final class TrainCommand implements Command {

  private static final Option FOLDER =
      Option.of("folder", "DIRECTORY", "An empty folder to work in.");

  private static final int FILES = 3_000;
  private static final int ROUNDS = 6;
  private static final int LARGE = 32 << 20;

  @Override
  public Syntax syntax() {
    return Syntax.of(
        "train", "Exercises the engine on made-up data, to record an ahead-of-time cache.", FOLDER);
  }

  @Override
  public int run(Invocation line) throws IOException {
    Path folder = Path.of(line.arguments().required(FOLDER));
    Path data = Files.createDirectories(folder.resolve("data"));
    Random random = new Random(1);
    for (int i = 0; i < FILES; i++) {
      Path parent = Files.createDirectories(data.resolve("d" + i / 100));
      Files.writeString(parent.resolve("f" + i), "file %d\n".formatted(i).repeat(i % 500));
    }
    byte[] noise = new byte[LARGE];
    random.nextBytes(noise);
    Files.write(data.resolve("pages"), noise);
    Files.write(data.resolve("stream"), Arrays.copyOf(noise, LARGE / 2 + 1));
    byte[] text =
        "0123456789 some text that compresses\n"
            .repeat(LARGE / 40)
            .getBytes(StandardCharsets.US_ASCII);
    Files.write(data.resolve("text"), text);
    Path password = Files.writeString(folder.resolve("password"), "train");
    run("init", folder, password);
    for (int round = 0; round < ROUNDS; round++) {
      Files.writeString(data.resolve("changed"), "round " + round);
      run("backup", folder, password, data.toString(), round % 2 == 0 ? "--json" : "--force");
      Path target = folder.resolve("restored-" + round);
      run("restore", folder, password, "latest", "--target", target.toString(), "--json");
    }
    run("snapshots", folder, password);
    run("check", folder, password);
    return ExitCode.OK;
  }

  private static void run(String command, Path folder, Path password, String... arguments) {
    String[] all = new String[arguments.length + 5];
    all[0] = "--repo";
    all[1] = folder.resolve("repository").toString();
    all[2] = "--password-file";
    all[3] = password.toString();
    all[4] = command;
    System.arraycopy(arguments, 0, all, 5, arguments.length);
    try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
      int code = new RepositoryCommand(nowhere, System.err, false).run(all);
      if (code != ExitCode.OK) {
        throw new IllegalStateException("%s ended with %d".formatted(command, code));
      }
    }
  }
}
