// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What {@code proved.sh} writes after the tool's output: a first and a last line that carry the
 * nonce, and between them what was counted, hashed and returned inside the pod.
 *
 * @param in the input as the pod read it, when there was one
 * @param out the output as the tool wrote it, when the tool was run
 * @param exits exit code of each stage, the tool's under {@code tool}
 * @param problem why the tool was not run ({@code missing ...}, {@code nodir}, {@code refused})
 */
record Trailer(
    @Nullable Sum in,
    @Nullable Sum out,
    Map<String, Integer> exits,
    List<String> messages,
    @Nullable String problem) {

  /** Bytes and SHA-256 of one stream, as the pod saw it. */
  record Sum(long bytes, String sha256) {}

  /** More than a trailer can take: 4000 bytes of messages, at worst one byte a line. */
  static final int MAX_BYTES = 32 * 1024;

  static byte[] start(String nonce) {
    return ("\n#slackwater " + nonce + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** Exit code of the first stage after the tool that failed, with its name as the key. */
  @Nullable String failedStage() {
    return exits.entrySet().stream()
        .filter(exit -> !exit.getKey().equals("tool") && exit.getValue() != 0)
        .map(exit -> exit.getKey() + " ended with exit code " + exit.getValue())
        .findFirst()
        .orElse(null);
  }

  OptionalInt toolExit() {
    Integer exit = exits.get("tool");
    return exit == null ? OptionalInt.empty() : OptionalInt.of(exit);
  }

  /**
   * The trailer in these bytes, which follow its first line; null unless it is whole and
   * well-formed.
   */
  static @Nullable Trailer parse(byte[] bytes, int offset, int length, String nonce) {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    String last = "#end " + nonce + "\n";
    if (!text.endsWith(last)) {
      return null;
    }
    Sum in = null;
    Sum out = null;
    String problem = null;
    Map<String, Integer> exits = new LinkedHashMap<>();
    List<String> messages = new ArrayList<>();
    for (String line : text.substring(0, text.length() - last.length()).lines().toList()) {
      String[] words = line.split(" ", 3);
      try {
        switch (words[0]) {
          case "in" -> in = new Sum(Long.parseLong(words[1]), words[2]);
          case "out" -> out = new Sum(Long.parseLong(words[1]), words[2]);
          case "exit" -> exits.put(words[1], Integer.valueOf(words[2]));
          case "err" -> messages.add(line.length() > 4 ? line.substring(4) : "");
          default -> problem = line;
        }
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        problem = "unreadable trailer line: " + line;
      }
    }
    return new Trailer(in, out, exits, messages, problem);
  }
}
