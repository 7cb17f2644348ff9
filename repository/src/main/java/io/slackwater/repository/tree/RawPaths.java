// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * File names to {@link Path}s and back, byte for byte, whatever the locale of the process: the
 * names that its character set cannot show go through URIs, which carry them as bytes.
 */
public final class RawPaths {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private RawPaths() {}

  /** Returns the last name of a path; empty for a root. */
  public static String nameOf(Path path) {
    Path last = path.getFileName();
    if (last == null) {
      return "";
    }
    String text = last.toString();
    if (RawText.isAscii(text)) {
      return text;
    }
    String raw = path.toUri().getRawPath();
    String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    return RawText.decode(unescape(trimmed.substring(trimmed.lastIndexOf('/') + 1)));
  }

  /** Returns a path as the operating system takes it. */
  public static byte[] bytesOf(Path path) {
    String text = path.toString();
    if (RawText.isAscii(text)) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    String raw = path.toUri().getRawPath();
    return unescape(
        raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw);
  }

  /** Returns the entry of that name in a directory. */
  public static Path resolve(Path directory, String name) {
    return RawText.isAscii(name) ? directory.resolve(name) : directory.resolve(relative(name));
  }

  /** Returns the target of a symbolic link as text. */
  static String textOf(Path linkTarget) {
    String text = linkTarget.toString();
    if (RawText.isAscii(text)) {
      return text;
    }
    StringBuilder raw = new StringBuilder(linkTarget.isAbsolute() ? "/" : "");
    for (int i = 0; i < linkTarget.getNameCount(); i++) {
      raw.append(i == 0 ? "" : "/").append(nameOf(linkTarget.getName(i)));
    }
    return raw.toString();
  }

  /** Returns a path of the given text, absolute or relative, for a symbolic link to lead to. */
  public static Path linkTarget(Path near, String target) {
    if (RawText.isAscii(target)) {
      return near.getFileSystem().getPath(target);
    }
    Path relative = relative(target);
    return target.startsWith("/") ? Path.of("/").resolve(relative) : relative;
  }

  private static Path relative(String text) {
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : RawText.encode(text.replaceAll("^/+", ""))) {
      if (b == '/') {
        uri.append('/');
      } else {
        HEX.toHexDigits(uri.append('%'), b);
      }
    }
    Path absolute = Path.of(URI.create(uri.toString()));
    return absolute.subpath(0, absolute.getNameCount());
  }

  private static byte[] unescape(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(raw.charAt(i));
      }
    }
    return bytes.toByteArray();
  }
}
