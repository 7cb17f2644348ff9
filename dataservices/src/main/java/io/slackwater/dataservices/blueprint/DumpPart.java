// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One stream of a dump. */
public sealed interface DumpPart {

  /** What belongs to no database: roles, tablespaces, properties of databases. */
  record Globals() implements DumpPart {
    @Override
    public String fileName() {
      return "globals.sql";
    }
  }

  /** One database. */
  record Database(String name) implements DumpPart {
    @Override
    public String fileName() {
      return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A") + ".dump";
    }
  }

  /** Name of the file that holds it in a repository: one path segment, unique within a dump. */
  String fileName();

  /** The part whose {@link #fileName} this is. */
  static Optional<DumpPart> ofFileName(String fileName) {
    if (fileName.equals(new Globals().fileName())) {
      return Optional.of(new Globals());
    }
    if (!fileName.endsWith(".dump")) {
      return Optional.empty();
    }
    String encoded = fileName.substring(0, fileName.length() - ".dump".length());
    DumpPart part = new Database(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    return part.fileName().equals(fileName) ? Optional.of(part) : Optional.empty();
  }
}
