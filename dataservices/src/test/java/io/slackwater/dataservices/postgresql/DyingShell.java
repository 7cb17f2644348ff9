// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.exec.PodProcess;
import io.slackwater.dataservices.exec.PodShell;
import io.slackwater.dataservices.exec.PodTarget;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A transport whose executor is as good as dead once it has sent so many bytes: nothing gets
 * through from then on.
 */
final class DyingShell implements PodShell {

  private final PodShell shell;
  private final AtomicLong left;
  private final AtomicBoolean dead = new AtomicBoolean();

  DyingShell(PodShell shell, long bytes) {
    this.shell = shell;
    this.left = new AtomicLong(bytes);
  }

  @Override
  public PodProcess start(PodTarget target, List<String> argv) {
    if (dead.get()) {
      throw new io.slackwater.dataservices.exec.ExecFailedException(target, "the executor is dead");
    }
    PodProcess process = shell.start(target, argv);
    return new PodProcess() {
      @Override
      public OutputStream input() {
        return new FilterOutputStream(process.input()) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (left.addAndGet(-length) < 0) {
              dead.set(true);
              process.close();
              throw new IOException("the executor died");
            }
            out.write(bytes, offset, length);
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
