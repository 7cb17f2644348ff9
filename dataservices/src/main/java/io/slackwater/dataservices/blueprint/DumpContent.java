// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import java.io.IOException;
import java.io.InputStream;

/** A part of a dump that can be read from where it is kept. */
public interface DumpContent {

  DumpPart part();

  /** Exact length, known before it is read. */
  long bytes();

  /** SHA-256 recorded when it was dumped, lower case hexadecimal. */
  String sha256();

  /** Opens it at its start; the caller closes it. */
  InputStream open() throws IOException;
}
