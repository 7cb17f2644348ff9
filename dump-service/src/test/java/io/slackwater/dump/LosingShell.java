// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump;

import io.slackwater.dataservices.exec.PodProcess;
import io.slackwater.dataservices.exec.PodShell;
import io.slackwater.dataservices.exec.PodTarget;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Loses the end of every long output, and says nothing of it: what exec was seen to do on a real
 * cluster.
 */
record LosingShell(PodShell shell) implements PodShell {

  private static final int KEPT = 256 * 1024;

  @Override
  public PodProcess start(PodTarget target, List<String> argv) {
    PodProcess process = shell.start(target, argv);
    InputStream cut = new CutShort(process.output());
    return new PodProcess() {
      @Override
      public OutputStream input() {
        return process.input();
      }

      @Override
      public InputStream output() {
        return cut;
      }

      @Override
      public boolean ended() {
        return process.ended();
      }

      @Override
      public String lastWords() {
        return process.lastWords();
      }

      @Override
      public void close() {
        process.close();
      }
    };
  }

  private static final class CutShort extends FilterInputStream {

    private int left = KEPT;

    CutShort(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? super.read() : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int read = super.read(into, offset, Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
