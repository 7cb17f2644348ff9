// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * Shell scripts that come with this module, made short: they travel as an argument in the URL of an
 * exec request.
 */
public final class ShellScript {

  private ShellScript() {}

  /**
   * Loads a script that lies beside a class, without its indentation, comment lines and empty
   * lines.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  public static String load(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not in the jar beside " + beside.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
