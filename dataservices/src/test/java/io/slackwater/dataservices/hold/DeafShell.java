// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import io.slackwater.dataservices.exec.PodProcess;
import io.slackwater.dataservices.exec.PodShell;
import io.slackwater.dataservices.exec.PodTarget;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A transport that stays open and, once silenced, carries nothing to the pod any more. */
public final class DeafShell implements PodShell {

  private final PodShell shell;
  private volatile boolean silent;

  public DeafShell(PodShell shell) {
    this.shell = shell;
  }

  public void silence() {
    silent = true;
  }

  @Override
  public PodProcess start(PodTarget target, List<String> argv) {
    PodProcess process = shell.start(target, argv);
    return new PodProcess() {
      @Override
      public OutputStream input() {
        return new FilterOutputStream(process.input()) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!silent) {
              out.write(bytes, offset, length);
            }
          }
        };
      }

      @Override
      public InputStream output() {
        return process.output();
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
}
