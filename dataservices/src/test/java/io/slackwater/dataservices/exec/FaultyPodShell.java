// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.UnaryOperator;

/** A transport that does something to what passes through it, and reports success all the same. */
public record FaultyPodShell(
    PodShell shell, UnaryOperator<InputStream> outputFault, UnaryOperator<OutputStream> inputFault)
    implements PodShell {

  @Override
  public PodProcess start(PodTarget target, List<String> argv) {
    PodProcess process = shell.start(target, argv);
    InputStream output = outputFault.apply(process.output());
    OutputStream input = inputFault.apply(process.input());
    return new PodProcess() {
      @Override
      public OutputStream input() {
        return input;
      }

      @Override
      public InputStream output() {
        return output;
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
