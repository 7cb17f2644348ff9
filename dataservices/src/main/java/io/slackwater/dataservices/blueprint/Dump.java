// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import io.slackwater.dataservices.exec.ProvedStream;
import io.slackwater.dataservices.exec.StreamProof;
import java.util.List;

/**
 * A dump of one part while it runs. Read {@link #content} to its end, then {@link #result} says
 * what it was. Closing it before that aborts the tool.
 */
public final class Dump implements AutoCloseable {

  private final DumpPart part;
  private final List<String> tool;
  private final String toolVersion;
  private final String serverVersion;
  private final ProvedStream content;
  private final Runnable takenOver;

  public Dump(
      DumpPart part,
      List<String> tool,
      String toolVersion,
      String serverVersion,
      ProvedStream content) {
    this(part, tool, toolVersion, serverVersion, content, content::awaitOutput);
  }

  /**
   * A dump of what a snapshot shows.
   *
   * @param takenOver waits until the tool reads from it, and throws if it cannot
   */
  public Dump(
      DumpPart part,
      List<String> tool,
      String toolVersion,
      String serverVersion,
      ProvedStream content,
      Runnable takenOver) {
    this.part = part;
    this.tool = List.copyOf(tool);
    this.toolVersion = toolVersion;
    this.serverVersion = serverVersion;
    this.content = content;
    this.takenOver = takenOver;
  }

  public DumpPart part() {
    return part;
  }

  public ProvedStream content() {
    return content;
  }

  /**
   * Waits until the tool reads from its snapshot, and nothing can change what it will read. To be
   * called before the content is read.
   *
   * @throws SnapshotLostException when it cannot
   */
  public void awaitTakenOver() {
    takenOver.run();
  }

  /**
   * What the dump was.
   *
   * @throws IllegalStateException before the content was read to its end
   */
  public DumpResult result() {
    StreamProof proof = content.proof();
    return new DumpResult(
        part,
        tool,
        toolVersion,
        serverVersion,
        proof.exitCode(),
        proof.messages(),
        proof.bytes(),
        proof.sha256());
  }

  @Override
  public void close() {
    content.close();
  }
}
